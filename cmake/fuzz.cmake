# Fuzz targets from src/ROOM/NAME_fuzz.cpp, and the replay of their corpora.
#
# With KEPT_FUZZ (clang) each is a libFuzzer program, run by script/fuzz. In every other build it is linked with
# fuzz/replay.cpp, and a test feeds it each file of fuzz/corpus/NAME; an empty corpus fails. The canary has a planted
# fault: it proves that a fault in a target fails the run.
function(kept_add_fuzz_target name source room)
  add_executable(${name}_fuzz ${source})
  target_link_libraries(${name}_fuzz PRIVATE kept_${room})
  if(KEPT_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/fuzz/replay.cpp)
  endif()
endfunction()

file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/*_fuzz.cpp)
foreach(source IN LISTS fuzz_sources)
  string(REGEX MATCH "/([a-z]+)/([a-z0-9_]+)_fuzz\\.cpp$" _ ${source})
  set(name ${CMAKE_MATCH_2})
  kept_add_fuzz_target(${name} ${source} ${CMAKE_MATCH_1})
  if(NOT KEPT_FUZZ)
    add_test(NAME fuzz/${name} COMMAND ${name}_fuzz ${CMAKE_SOURCE_DIR}/fuzz/corpus/${name})
  endif()
endforeach()

kept_add_fuzz_target(canary ${CMAKE_SOURCE_DIR}/fuzz/canary_fuzz.cpp base)
if(NOT KEPT_FUZZ)
  add_test(NAME fuzz/canary COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/fuzz/check_canary.py
    --sanitize "${KEPT_SANITIZE}" $<TARGET_FILE:canary_fuzz>)
endif()
