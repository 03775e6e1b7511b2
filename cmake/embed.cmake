# The tree's data files, compiled in: tools/embed.py writes one C++ file with their bytes.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB_RECURSE KEPT_DATA_FILES CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/*.tsv ${CMAKE_SOURCE_DIR}/src/*.sql ${CMAKE_SOURCE_DIR}/src/*.css ${CMAKE_SOURCE_DIR}/data/*.tsv)
set(KEPT_EMBEDDED ${CMAKE_BINARY_DIR}/embedded_data.cpp)
add_custom_command(
  OUTPUT ${KEPT_EMBEDDED}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py --root ${CMAKE_SOURCE_DIR} --output ${KEPT_EMBEDDED} ${KEPT_DATA_FILES}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${KEPT_DATA_FILES}
  VERBATIM)
