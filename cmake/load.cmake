# Loads that are killed, and loads of mutated files: the short forms; the tools say how to run the long ones.
add_test(NAME load/kill COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/kill_load.py --kept $<TARGET_FILE:kept>)
# The address sanitizer keeps what is freed for a while (its manual: quarantine, 256 MB) and a shadow of one eighth.
set(load_megabytes 400)
if(KEPT_SANITIZE)
  set(load_megabytes 1200)
endif()
file(GLOB load_fixtures ${CMAKE_SOURCE_DIR}/fuzz/corpus/iati/*.xml)
add_test(NAME load/mutate COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/mutate_load.py --kept $<TARGET_FILE:kept>
  --megabytes ${load_megabytes} ${load_fixtures})
