# Documents that are made from something else are up to date.
if(EXISTS ${CMAKE_SOURCE_DIR}/examples)
  add_test(NAME documents/made COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make_docs.py --check --kept $<TARGET_FILE:kept>)
endif()
add_test(NAME documents/ledger COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/ledger_doc.py --check)
