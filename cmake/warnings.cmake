# Warnings, sanitizers and what every target shares.
add_library(kept_flags INTERFACE)
target_include_directories(kept_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(kept_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-qual -Wformat=2 -Wundef)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 does not know clang's lifetime marks, and its -Wrestrict is wrong on std::string (GCC bug 105651).
  target_compile_options(kept_flags INTERFACE -Wno-attributes=clang:: -Wno-restrict)
endif()
if(KEPT_WERROR)
  target_compile_options(kept_flags INTERFACE -Werror)
endif()
if(KEPT_SANITIZE)
  # Instrumented code makes compilers warn of what is not there (g++'s manual, -fsanitize=undefined): the release build
  # decides.
  target_compile_options(kept_flags INTERFACE -fsanitize=${KEPT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    -Wno-error $<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings;-Wno-deprecated-declarations>)
  target_link_options(kept_flags INTERFACE -fsanitize=${KEPT_SANITIZE})
endif()
if(KEPT_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "KEPT_FUZZ needs clang, for libFuzzer: use the preset fuzz.")
  endif()
  target_compile_options(kept_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
