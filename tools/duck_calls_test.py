#!/usr/bin/env python3
"""duck_calls.py on headers and sources of its own."""
import unittest

import duck_calls

HEADER = """
DUCKDB_C_API duckdb_state duckdb_open(const char *path, duckdb_database *out);
DUCKDB_C_API void duckdb_close(
    duckdb_database *database);
DUCKDB_C_API idx_t duckdb_vector_size();
DUCKDB_C_API const char *duckdb_name(void);
"""


class Calls(unittest.TestCase):
    def test_only_what_is_called(self):
        text = duck_calls.calls(HEADER, ["duckdb_open(path, &db);", "f(&duckdb_vector_size); // duckdb_tables()", "duckdb_name ()"])
        self.assertIn("duckdb_state duckdb_open(const char *path, duckdb_database *out) {", text)
        self.assertIn("return call(path, out);", text)
        self.assertIn("idx_t duckdb_vector_size() {", text)
        self.assertIn("const char * duckdb_name() {", text)
        self.assertNotIn("duckdb_close", text)
        self.assertNotIn("duckdb_tables", text)
        self.assertIn("std::array<const char*, 3> names", text)

    def test_answers_of_nothing(self):
        text = duck_calls.calls(HEADER, ["duckdb_close(&db)"])
        self.assertIn("\n  call(database);", text)

    def test_another_header(self):
        with self.assertRaisesRegex(ValueError, "DuckDB's C header"):
            duck_calls.calls("int main();", ["duckdb_open(path)"])


if __name__ == "__main__":
    unittest.main()
