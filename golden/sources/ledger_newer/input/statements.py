"""A few statements in a DuckDB file, by the library of the program under test: statements.py LIBRARY FILE SQL..."""
import ctypes
import sys

duckdb = ctypes.CDLL(sys.argv[1])
database, connection = ctypes.c_void_p(), ctypes.c_void_p()
assert duckdb.duckdb_open(sys.argv[2].encode(), ctypes.byref(database)) == 0
assert duckdb.duckdb_connect(database, ctypes.byref(connection)) == 0
for statement in sys.argv[3:]:
    assert duckdb.duckdb_query(connection, statement.encode(), None) == 0, statement
duckdb.duckdb_disconnect(ctypes.byref(connection))
duckdb.duckdb_close(ctypes.byref(database))
