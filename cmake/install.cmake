# cmake --install build/release --prefix DIR: the program, DuckDB's library where the program looks for it, the notices.
include(GNUInstallDirs)
set_target_properties(kept PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/kept")
install(TARGETS kept RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${DUCKDB_LIBRARY} DESTINATION ${CMAKE_INSTALL_LIBDIR}/kept)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${KEPT_DUCKDB_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME LICENSE.duckdb OPTIONAL)
