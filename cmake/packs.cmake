# The language packs, checked and compiled when the program is built: its start reads no tables.
file(GLOB KEPT_PACK_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/lang/*.cpp)
list(FILTER KEPT_PACK_SOURCES EXCLUDE REGEX "_(test|fuzz|bench)\\.cpp$")
add_executable(compile_packs ${CMAKE_SOURCE_DIR}/tools/compile_packs.cpp ${KEPT_PACK_SOURCES})
target_link_libraries(compile_packs PRIVATE kept_base fmt::fmt)
set(KEPT_COMPILED_PACKS ${CMAKE_BINARY_DIR}/compiled_packs.cpp)
add_custom_command(
  OUTPUT ${KEPT_COMPILED_PACKS}
  COMMAND compile_packs ${KEPT_COMPILED_PACKS}
  DEPENDS compile_packs
  VERBATIM)
