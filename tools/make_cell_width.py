#!/usr/bin/env python3
"""Write data/cell_width.tsv: how many terminal cells a character takes, where it is not one.

Two: East Asian Width W or F (UAX #11). None: general category Mn, Me or Cf, but for the soft hyphen. Characters that
are not assigned take the width of their neighbours. The version of Unicode is that of this Python.
"""
import unicodedata
from pathlib import Path


def cells(code):
    """0, 1 or 2; None where the code point is not assigned."""
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Cn", "Cs"):
        return None
    if category in ("Mn", "Me", "Cf") and code != 0xAD:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def ranges():
    """[first, last, cells] for all code points, neighbours of one width joined."""
    found = []
    for code in range(0x110000):
        width = cells(code)
        if width is None:
            continue
        if found and found[-1][2] == width:
            found[-1][1] = code
        else:
            found.append([code, code, width])
    return found


if __name__ == "__main__":
    rows = [f"{first:04X}\t{last:04X}\t{width}" for first, last, width in ranges() if width != 1]
    target = Path(__file__).resolve().parent.parent / "data" / "cell_width.tsv"
    target.write_text("first\tlast\tcells\n" + "\n".join(rows) + "\n", encoding="utf-8")
