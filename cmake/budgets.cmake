# Instruction budgets (bench/budgets.txt), of the optimised program alone; skipped where valgrind is not there.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT KEPT_SANITIZE)
  add_test(NAME budgets COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/check_budgets.py --kept $<TARGET_FILE:kept>)
  set_tests_properties(budgets PROPERTIES SKIP_RETURN_CODE 77)
endif()
