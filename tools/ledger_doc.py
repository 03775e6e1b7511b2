#!/usr/bin/env python3
"""Print docs/ledger.md from src/ledger/schema.sql: ledger_doc.py [--check]

A comment above a table, view or macro says what it is; the comment behind a column what stands in it. --check prints
nothing and fails where docs/ledger.md is not what would be printed; a table, view, macro or column without a comment
fails always.
"""
import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "src/ledger/schema.sql"
PAGE = ROOT / "docs/ledger.md"

INTRODUCTION = """\
# The ledger

<!-- Printed by tools/ledger_doc.py from src/ledger/schema.sql; not edited by hand. -->

Everything that Kept was given stands in one DuckDB file, `--ledger FILE`. `kept load` writes it, `kept sql` asks it
with one statement that only reads: it can neither change the ledger nor touch another file.

* A load is one transaction: all of it is there or nothing, also where the disk is full or the process is killed.
* The same bytes of a dataset twice change nothing.
* A newer release adds versions. Nothing is overwritten or deleted; `record` shows the newest release of each dataset,
  `record_version` all of them, `record_by(DAY)` what was published by a day.
* One process loads while others read: the loads go to a copy, `FILE.loading`, which takes the ledger's place when all of them are
  in it. Until then the ledger is as it was, also where the loading is killed or interrupted; what is left of the copy then is removed
  by the next load. Who reads goes on with the ledger that was opened. A second process that loads is told so and waits for nothing.
  A load needs as much free space as the ledger has, and more for what is new.

```sql
-- What a giver committed, by year, as known now and as known in February.
SELECT year(date), sum(amount), currency FROM record
WHERE giver = 'JP' AND measure = 'commitment' AND NOT summary GROUP BY ALL ORDER BY ALL;
SELECT year(date), sum(amount), currency FROM record_by(DATE '2026-02-10')
WHERE giver = 'JP' AND measure = 'commitment' AND NOT summary GROUP BY ALL ORDER BY ALL;

-- Where an amount comes from.
SELECT amount_published, currency, date, r.file, position, l.sha256
FROM record r JOIN load l ON r.load = l.id WHERE r.source = 'kiel' AND position = 'line 2367';
```

## Which days a load covers

`covers_from` and `covers_to` say for which days the data of a load can be asked: `kept check` says "the data end on" by
them. Published dates are wrong by a digit now and then (0001, 2112, 2922), and one of them must not stretch that:

* A past fact (all but plans, dated facts that are no money too) covers its day where that can be: not after the day of its
  data, which is that of the release, else that of loading; not before 1945 where it is money, 1800 where it is not. The end
  of a period that still ran on the day of the data counts until then.
* Plans (`budget`, `planned`, a source's own totals of a period that it states) count only in a load that has nothing else, up to 50 years ahead of its data. They never stretch the days of facts.
* A record whose date cannot be is kept as it is published, with a `date_implausible` that names its place, and covers nothing.
* A source that states its period itself (Kiel's release file) is taken at its word.
"""


class Broken(Exception):
    """A place of the schema without its comment."""


def comment_before(lines, at):
    """The comment lines right above line `at`, as one text."""
    found = []
    while at > 0 and lines[at - 1].startswith("-- "):
        at -= 1
        found.insert(0, lines[at][3:].strip())
    return " ".join(found)


def read_columns(lines, at, table):
    """The (name, type, comment) of the columns of the table that begins at line `at`."""
    columns = []
    for line in lines[at + 1:]:
        if line.startswith(");"):
            return columns
        found = re.match(r'  "?([a-z_0-9]+)"? ([A-Z]+(?:\([0-9, ]+\))?(?:\[\])?)[^-]*(?:-- (.*))?$', line)
        if not found:
            continue  # a constraint of the table
        name, kind, comment = found.groups()
        if not comment:
            raise Broken(f"{SCHEMA.name}: column {name} of {table} has no comment")
        columns.append((name, kind, comment))
    raise Broken(f"{SCHEMA.name}: table {table} has no end")


def view_columns(statement, tables):
    """The columns of a view that names each with its table: SELECT p.id, ... FROM published_record p JOIN load l; or all
    of one table: SELECT id, ... FROM load. A comment behind a column, `-- TYPE: what stands in it`, goes before that."""
    told = {name: (name, kind, comment) for name, kind, comment in re.findall(r" [a-z]\.([a-z_]+),? -- ([A-Z]+): (.*)", statement)}
    statement = re.sub(r" -- .*", "", statement)
    if plain := re.search(r" AS\s+SELECT\s+((?:[a-z_]+,\s*)*[a-z_]+)\s+FROM ([a-z_]+)\s", statement):
        names = re.findall(r"[a-z_]+", plain.group(1))
        return [next(column for column in tables[plain.group(2)] if column[0] == name) for name in names]
    listed = re.search(r"SELECT\s+((?:[a-z]\.[a-z_]+,?\s*)+)FROM\s+(.*?)\s+ON\s", statement, re.S)
    if not listed:
        return []
    aliases = {alias: table for table, alias in re.findall(r"([a-z_]+) ([a-z])\b", listed.group(2))}
    columns = []
    for alias, name in re.findall(r"([a-z])\.([a-z_]+)", listed.group(1)):
        columns.append(told.get(name) or next(column for column in tables[aliases[alias]] if column[0] == name))
    return columns


def table_of(columns):
    rows = [f"| `{name}` | {kind} | {comment} |" for name, kind, comment in columns]
    return "\n".join(["| column | type | what stands in it |", "|---|---|---|", *rows]) + "\n"


def page(schema):
    lines = schema.split("\n")
    tables, written, views = {}, [], []
    for at, line in enumerate(lines):
        found = re.match(r"CREATE (TABLE|VIEW|MACRO) ([a-z_]+)(\([a-z]+\))?", line)
        if not found:
            continue
        kind, name, arguments = found.groups()
        comment = comment_before(lines, at)
        if not comment:
            raise Broken(f"{SCHEMA.name}: {name} has no comment")
        text = f"### `{name}{arguments or ''}`\n\n{comment}\n"
        if kind == "TABLE":
            tables[name] = read_columns(lines, at, name)
            written.append(f"{text}\n{table_of(tables[name])}")
        else:
            statement = re.split(r";\n", "\n".join(lines[at:]))[0]
            columns = view_columns(statement, tables)
            if filled := re.search(r"SELECT ([a-z])\.\* REPLACE .*?FROM ([a-z_]+) \1\b", statement, re.S):
                columns = tables[name] = tables[filled.group(2)]
            if columns:
                tables[name] = columns
            views.append(f"{text}\n{table_of(columns)}" if columns else text)
    return "\n".join([INTRODUCTION, "## To read\n", *views, "## What loads write\n", *written])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--check", action="store_true", help="compare with docs/ledger.md instead of writing it")
    a = p.parse_args()
    try:
        text = page(SCHEMA.read_text(encoding="utf-8"))
    except Broken as fault:
        sys.exit(str(fault))
    if not a.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit("docs/ledger.md is not what src/ledger/schema.sql says; run tools/ledger_doc.py")


if __name__ == "__main__":
    main()
