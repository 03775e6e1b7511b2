# Golden cases: one test for each golden/COMMAND/CASE/cmd.
file(GLOB golden_cases CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/golden/*/*/cmd)
foreach(cmd IN LISTS golden_cases)
  get_filename_component(case ${cmd} DIRECTORY)
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${case})
  add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/run_golden.py --kept $<TARGET_FILE:kept> ${case})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()
