# Loads that are killed, and loads of mutated files: the short forms; the tools say how to run the long ones.
add_test(NAME load/kill COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/kill_load.py --kept $<TARGET_FILE:kept>)
file(GLOB load_fixtures ${CMAKE_SOURCE_DIR}/fuzz/corpus/iati/*.xml)
add_test(NAME load/mutate COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/mutate_load.py --kept $<TARGET_FILE:kept>
  ${load_fixtures})
