# DuckDB: the prebuilt library and its C header, put in place by script/bootstrap or named by $DUCKDB_DIR.
#
# The library is not linked: the first ledger that is opened loads it (docs/decisions/0010-duckdb-loaded-when-needed.md).
# tools/duck_calls.py writes the functions that pass the calls on.
if(DEFINED ENV{DUCKDB_DIR})
  set(KEPT_DUCKDB_DIR $ENV{DUCKDB_DIR})
else()
  set(KEPT_DUCKDB_DIR ${CMAKE_SOURCE_DIR}/.deps/duckdb)
endif()
find_library(DUCKDB_LIBRARY duckdb PATHS ${KEPT_DUCKDB_DIR} NO_DEFAULT_PATH)
find_path(DUCKDB_INCLUDE_DIR duckdb.h PATHS ${KEPT_DUCKDB_DIR} NO_DEFAULT_PATH)
if(NOT DUCKDB_LIBRARY OR NOT DUCKDB_INCLUDE_DIR)
  message(FATAL_ERROR "DuckDB is not in ${KEPT_DUCKDB_DIR}. Run script/bootstrap, or set DUCKDB_DIR to a folder with libduckdb.so and duckdb.h.")
endif()
cmake_path(GET DUCKDB_LIBRARY PARENT_PATH KEPT_DUCKDB_LIBRARY_DIR)
list(APPEND CMAKE_BUILD_RPATH ${KEPT_DUCKDB_LIBRARY_DIR})
add_library(duckdb INTERFACE)
target_include_directories(duckdb SYSTEM INTERFACE ${DUCKDB_INCLUDE_DIR})
target_link_libraries(duckdb INTERFACE ${CMAKE_DL_LIBS})

find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB KEPT_LEDGER_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/ledger/*.cpp ${CMAKE_SOURCE_DIR}/src/ledger/*.hpp)
set(KEPT_DUCK_CALLS ${CMAKE_BINARY_DIR}/duck_calls.cpp)
add_custom_command(
  OUTPUT ${KEPT_DUCK_CALLS}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/duck_calls.py --header ${DUCKDB_INCLUDE_DIR}/duckdb.h --output ${KEPT_DUCK_CALLS} ${KEPT_LEDGER_SOURCES}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/duck_calls.py ${DUCKDB_INCLUDE_DIR}/duckdb.h ${KEPT_LEDGER_SOURCES}
  VERBATIM)
