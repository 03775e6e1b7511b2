#!/usr/bin/env python3
"""Write the functions of DuckDB's C API that the ledger calls, each passing on to the library that is loaded when first needed.

  duck_calls.py --header duckdb.h --output FILE SOURCE...

The declarations are those of duckdb.h; only functions that a SOURCE names are written, so that an older library serves
as long as it has those. Why not link it: docs/decisions/0010-duckdb-loaded-when-needed.md.
"""
import argparse
import re
import sys
from pathlib import Path

DECLARATION = re.compile(r"^DUCKDB_C_API\s+([^;()]*?)\b(duckdb_\w+)\(([^;]*)\);", re.MULTILINE)


def declarations(header: str) -> dict:
    """{name: (type of the answer, [parameter as declared])}"""
    found = {}
    for answer, name, parameters in DECLARATION.findall(header):
        parameters = " ".join(parameters.split())
        found[name] = (answer.strip(), [] if parameters in ("", "void") else [p.strip() for p in parameters.split(",")])
    return found


def calls(header: str, sources: list) -> str:
    known = declarations(header)
    named = sorted({name for text in sources for name in re.findall(r"\b(duckdb_\w+)\s*\(|&(duckdb_\w+)", text) for name in name if name})
    used = [name for name in named if name in known]
    if not used:
        raise ValueError("no source names a function of the header; is it DuckDB's C header?")
    lines = ["// Written by tools/duck_calls.py from duckdb.h and the ledger's sources; not edited by hand.",
             "#include <duckdb.h>", "", "#include <array>", "", '#include "ledger/duck_library.hpp"', "",
             "namespace kept::duck {", "namespace {",
             f"constexpr std::array<const char*, {len(used)}> names{{", *[f'    "{name}",' for name in used], "};",
             "}  // namespace", "std::span<const char* const> called_functions() { return names; }", "}  // namespace kept::duck", "",
             'extern "C" {']
    for name in used:
        answer, parameters = known[name]
        arguments = [re.search(r"(\w+)(\[\])?$", p)[1] for p in parameters]
        lines += [f"{answer} {name}({', '.join(parameters)}) {{",
                  f'  static const auto call = reinterpret_cast<decltype(&{name})>(kept::duck::function_address("{name}"));',
                  f"  {'' if answer == 'void' else 'return '}call({', '.join(arguments)});", "}"]
    return "\n".join([*lines, "}", ""])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--header", type=Path, required=True)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("sources", type=Path, nargs="+")
    a = p.parse_args()
    try:
        text = calls(a.header.read_text(encoding="utf-8"), [s.read_text(encoding="utf-8") for s in a.sources])
    except (OSError, ValueError) as error:
        print(f"duck_calls: {error}", file=sys.stderr)
        return 1
    a.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
