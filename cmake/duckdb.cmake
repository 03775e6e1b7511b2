# DuckDB: the prebuilt library and its C header, put in place by script/bootstrap or named by $DUCKDB_DIR.
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
add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES IMPORTED_LOCATION ${DUCKDB_LIBRARY} INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE_DIR}
  INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE_DIR})
