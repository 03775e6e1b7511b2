// DuckDB's library, loaded by the first ledger that is opened: commands without a ledger start without it.
// tools/duck_calls.py writes the functions of duckdb.h that call through here.
#pragma once

#include <span>
#include <string>

namespace kept::duck {

// What keeps the library from being used: the loader's words, or the name of a function that it lacks. Empty: nothing.
// Loads it where it is not yet. Safe to call from several threads. Call it before any function of duckdb.h.
std::string library_missing();

// The address of a function, only where library_missing() is empty.
void* function_address(const char* name);

// The functions that this program calls.
std::span<const char* const> called_functions();

}  // namespace kept::duck
