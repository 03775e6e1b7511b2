# libkept_read: the reader as a library with a C header, its examples and their tests.
#
# Its rooms are compiled as position-independent code with hidden symbols; src/capi/kept_read.map names what is exported.
foreach(room base lang document claim capi)
  set_target_properties(kept_${room} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
endforeach()
target_include_directories(kept_capi SYSTEM PUBLIC ${CMAKE_SOURCE_DIR}/include)

add_library(kept_read SHARED $<TARGET_OBJECTS:kept_capi>)
target_link_libraries(kept_read PRIVATE kept_claim)
target_include_directories(kept_read INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>)
target_link_options(kept_read PRIVATE
  "LINKER:--version-script=${CMAKE_SOURCE_DIR}/src/capi/kept_read.map,--exclude-libs,ALL")
if(NOT KEPT_SANITIZE)
  # The sanitizers' own symbols are the program's to give.
  target_link_options(kept_read PRIVATE LINKER:--no-undefined)
endif()
set_target_properties(kept_read PROPERTIES VERSION 1.0.0 SOVERSION 1 LINKER_LANGUAGE CXX LINK_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/capi/kept_read.map LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

add_executable(read_claims examples/c/read_claims.c)
target_link_libraries(read_claims PRIVATE kept_read)
if(KEPT_SANITIZE)
  # The sanitizer is the program's to bring, with the part that the C++ of the library asks for.
  target_link_options(read_claims PRIVATE -fsanitize=${KEPT_SANITIZE})
  set_target_properties(read_claims PROPERTIES LINKER_LANGUAGE CXX)
endif()

# The examples find what `kept read` finds.
foreach(example c python)
  add_test(NAME examples/${example} COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/examples/examples_test.py ${example})
  set_tests_properties(examples/${example} PROPERTIES ENVIRONMENT
    "KEPT=$<TARGET_FILE:kept>;KEPT_READ_LIBRARY=$<TARGET_FILE:kept_read>;READ_CLAIMS=$<TARGET_FILE:read_claims>;LSAN_OPTIONS=detect_leaks=1")
endforeach()
if(KEPT_SANITIZE)
  # A sanitized library cannot be loaded into a plain Python.
  set_tests_properties(examples/python PROPERTIES DISABLED ON)
endif()

include(GNUInstallDirs)
configure_file(${CMAKE_SOURCE_DIR}/cmake/kept_read.pc.in ${CMAKE_BINARY_DIR}/kept_read.pc @ONLY)
install(TARGETS kept_read LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/kept_read.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/kept_read.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
