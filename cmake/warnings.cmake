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
  # Instrumented code makes g++ warn of what is not there (its manual, -fsanitize=undefined): the release build decides.
  target_compile_options(kept_flags INTERFACE -fsanitize=${KEPT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    -Wno-error)
  target_link_options(kept_flags INTERFACE -fsanitize=${KEPT_SANITIZE})
  if(KEPT_SANITIZE MATCHES "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Linked in, so that dlopen looks in the program's run path, not in that of the sanitizer's library. g++ does so for
    # programs only.
    target_link_options(kept_flags INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-static-libasan>)
  endif()
endif()
if(KEPT_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "KEPT_FUZZ needs clang, for libFuzzer: use the preset fuzz.")
  endif()
  target_compile_options(kept_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
