#!/usr/bin/env python3
"""Write data files as one C++ source: embed.py --root DIR --output FILE.cpp FILE...

The bytes stand in string literals of at most 16 KiB each, joined by the compiler; base/embedded.hpp reads them.
"""
import argparse
from pathlib import Path


def literal(data: bytes) -> str:
    """`data` as C++ string literals, one for each line of input or 2,000 bytes."""
    lines = []
    for start in range(0, len(data), 2000):
        piece = data[start:start + 2000]
        # Octal escapes are at most three digits, so a following digit cannot join them.
        lines.append('"' + "".join(f"\\{b:03o}" if b < 32 or b > 126 or chr(b) in '"\\?' else chr(b) for b in piece) + '"')
    return "\n    ".join(lines) or '""'


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--root", type=Path, required=True)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("files", nargs="*", type=Path)
    a = p.parse_args()
    rows = []
    for file in sorted(a.files, key=lambda f: f.relative_to(a.root).as_posix()):
        data = file.read_bytes()
        rows.append(f'    {{"{file.relative_to(a.root).as_posix()}",\n    std::string_view({literal(data)}, {len(data)})}},')
    a.output.write_text(
        "// Written by tools/embed.py; not edited by hand.\n"
        '#include "base/embedded.hpp"\n\n#include <algorithm>\n#include <array>\n\n'
        "namespace kept {\nnamespace {\n"
        f"constexpr std::array<EmbeddedFile, {len(rows)}> files{{{{\n" + "\n".join(rows) + "\n}};\n"
        "}  // namespace\n\n"
        "std::span<const EmbeddedFile> embedded_files() { return files; }\n\n"
        "std::optional<std::string_view> embedded_file(std::string_view path) {\n"
        "  const auto found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);\n"
        "  if (found == files.end() || found->path != path) return std::nullopt;\n"
        "  return found->bytes;\n"
        "}\n\n}  // namespace kept\n", encoding="utf-8")


if __name__ == "__main__":
    main()
