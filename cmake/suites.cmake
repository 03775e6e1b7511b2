# Outside collections of numbers, amounts and dates, read by the reader's own functions: suites/suites_test.cpp.
add_executable(suites_test ${CMAKE_SOURCE_DIR}/suites/suites_test.cpp ${CMAKE_SOURCE_DIR}/suites/suites.cpp
  ${CMAKE_SOURCE_DIR}/suites/known.cpp)
target_include_directories(suites_test PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(suites_test PRIVATE kept_claim nlohmann_json::nlohmann_json GTest::gtest GTest::gtest_main)
target_compile_options(suites_test PRIVATE $<IF:$<CONFIG:Release>,-O1,-O0>)
target_compile_definitions(suites_test PRIVATE KEPT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
gtest_discover_tests(suites_test DISCOVERY_MODE PRE_TEST)
