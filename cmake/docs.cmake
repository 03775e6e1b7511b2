# Pages that are printed from what they describe: each is compared with what would be printed now.
add_test(NAME docs/ledger COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/ledger_doc.py --check)
