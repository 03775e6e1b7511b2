"""Wrong trees and the exact complaint of each: tests of check_layers.py, run by script/test."""
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import check_layers
import run_tidy
import tree

HERE = Path(__file__).resolve().parent
LAYERS = "base:\nlang:\nclaim: lang\ncli: claim\n"
# A tree without fault: every edge is used, every file is built.
GOOD = {
    "src/base/text.hpp": "#pragma once\n",
    "src/lang/pack.hpp": '#pragma once\n#include "base/text.hpp"\n',
    "src/claim/claim.hpp": '#pragma once\n#include "lang/pack.hpp"\n',
    "src/claim/claim.cpp": '#include "claim/claim.hpp"\n',
    "src/cli/cli.cpp": '#include <iostream>\n#include "claim/claim.hpp"\n',
}


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def complaints(self, files=None, layers=LAYERS, build=False, compiled=None, headers=False):
        shutil.rmtree(self.root, ignore_errors=True)
        for name, text in {"tools/layers.txt": layers, "tools/bans.tsv": (HERE / "bans.tsv").read_text(), **GOOD, **(files or {})}.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        if not build:
            return check_layers.complaints_of(self.root)
        names = compiled if compiled is not None else [n for n in {**GOOD, **(files or {})} if n.endswith(".cpp")]
        (self.root / "build").mkdir()
        (self.root / "build/compile_commands.json").write_text(json.dumps(
            [{"file": str(self.root / n), "command": f"g++ -std=c++20 -I{self.root}/src -c {n}"} for n in names]))
        return check_layers.complaints_of(self.root, self.root / "build", headers)


class Includes(Tree):
    def test_a_good_tree(self):
        self.assertEqual(self.complaints(), [])

    def test_an_include_outside_the_table(self):
        self.assertEqual(
            self.complaints({"src/lang/pack.cpp": '#include "base/text.hpp"\n  #  include "claim/claim.hpp"\n'}),
            ["src/lang/pack.cpp:2: room lang may not include claim (claim/claim.hpp); tools/layers.txt allows it base"])

    def test_a_room_that_is_not_in_the_table(self):
        self.assertEqual(self.complaints({"src/magic/spell.cpp": ""}), ["src/magic/spell.cpp: room magic is not in tools/layers.txt"])

    def test_a_header_that_is_not_there(self):
        self.assertEqual(self.complaints({"src/claim/more.cpp": '#include "fmt/format.h"\n'}),
                         ['src/claim/more.cpp:1: "fmt/format.h" is no file under src; a library\'s header stands in <>'])

    def test_an_edge_nobody_uses(self):
        self.assertEqual(self.complaints({"src/cli/cli.cpp": ""}), ["tools/layers.txt: nobody uses the edge cli -> claim; take it out"])

    def test_headers_in_a_cycle(self):
        self.assertEqual(self.complaints({"src/lang/a.hpp": '#include "lang/b.hpp"\n', "src/lang/b.hpp": '#include "lang/a.hpp"\n'}),
                         ["cycle: src/lang/a.hpp -> src/lang/b.hpp -> src/lang/a.hpp"])


class Table(Tree):
    def test_a_cycle_of_rooms(self):
        self.assertEqual(self.complaints(layers="base:\nlang: claim\nclaim: lang\n"),
                         ["tools/layers.txt:2: cycle: lang names claim, which does not stand above it"])

    def test_a_room_that_names_itself(self):
        self.assertEqual(self.complaints(layers="base:\nlang: lang\n"), ["tools/layers.txt:2: cycle: lang names itself"])

    def test_a_room_twice(self):
        self.assertEqual(self.complaints(layers="base:\nlang:\nlang:\n"), ["tools/layers.txt:3: room lang stands there twice"])

    def test_a_line_of_another_form(self):
        self.assertEqual(self.complaints(layers="base\n"), ["tools/layers.txt:1: not of the form 'room: room room'"])

    def test_a_ban_of_another_form(self):
        self.assertEqual(self.complaints({"tools/bans.tsv": "include\tregex\n"}),
                         ["tools/bans.tsv:1: not of the form 'include|name TAB pattern TAB rooms or - TAB replacement'"])


class Bans(Tree):
    def banned(self, text, file="src/claim/more.cpp"):
        return self.complaints({file: text})

    def test_each_names_its_replacement(self):
        for text, complaint in {
            "#include <duckdb.h>": "<duckdb.h> is banned here; use instead: the ledger room's Ledger",
            "#include <iostream>": "<iostream> is banned here; use instead: return text or Problems; only cli prints",
            "#include <locale>": "<locale> is banned here; use instead: base/text.hpp, which reads no locale",
            "#include <regex>": "<regex> is banned here; use instead: hand-written scanning over string_view; std::regex is slow and recurses",
            "#include <sys/socket.h>": "<sys/socket.h> is banned here; use instead: the serve room",
            "char c = std::tolower(x);": "std::tolower is banned here; use instead: base/text.hpp, or a comparison of characters: these read the locale",
            "auto d = stod(text);": "stod is banned here; use instead: std::from_chars, or Decimal: these read the locale, and some throw",
            "double amount = 0;": "double is banned here; use instead: Decimal for money; a double is for ratios, chances and layout",
            "void f() { exit(1); }": "exit is banned here; use instead: a Result: rooms do not end the program",
        }.items():
            with self.subTest(text):
                self.assertEqual(self.banned(text + "\n"), [f"src/claim/more.cpp:1: {complaint}"])

    def test_the_clock_under_its_full_name(self):
        self.assertEqual(self.banned("\nconst auto now = std::chrono::system_clock::now();\n"),
                         ["src/claim/more.cpp:2: std::chrono::system_clock is banned here; use instead: "
                          "a date as an argument: only cli asks what day it is"])

    def test_comments_strings_and_longer_names_are_free(self):
        self.assertEqual(self.banned('// no tolower, no double here\nauto s = "stod double";\nint my_stod, doubled; x.exit();\n'), [])

    def test_the_room_of_a_ban_is_free(self):
        self.assertEqual(self.complaints({"src/cli/more.cpp": "#include <iostream>\nvoid f() { std::printf(\"\"); }\n"}), [])

    def test_tests_may_read_files(self):
        self.assertEqual(self.banned("std::ifstream file;\n", "src/claim/claim_test.cpp"), [])


class Types(Tree):
    def test_one_name_for_two_types(self):
        one = "#pragma once\nnamespace kept {\ntemplate <class T> struct Pair : Base<T> {\n  struct Inner {};\n};\n}\n"
        two = "namespace kept {\nvoid f() {}\nenum class Pair : int { a };\n}\n"
        self.assertEqual(self.complaints({"src/lang/one.hpp": one, "src/claim/two.cpp": two}),
                         ["src/lang/one.hpp:3: kept::Pair is also defined in src/claim/two.cpp:3; give one another name"])

    def test_a_name_of_the_file_alone_another_namespace_and_a_mention_are_free(self):
        one = "namespace kept {\nnamespace {\nstruct Pair {};\n}\nstruct Other;\n}\nnamespace kept::duck {\nstruct Pair {};\n}\n"
        two = "namespace kept {\nstruct Pair {\n  struct Other {};\n};\nstruct Other {};\n}\n"
        self.assertEqual(self.complaints({"src/lang/one.cpp": one, "src/claim/two.cpp": two}), [])


class Built(Tree):
    def test_a_file_that_no_target_builds(self):
        self.assertEqual(self.complaints({"src/claim/lost.cpp": ""}, build=True, compiled=["src/claim/claim.cpp", "src/cli/cli.cpp"]),
                         ["src/claim/lost.cpp: no target builds it"])

    def test_a_header_that_does_not_compile_alone(self):
        complaints = self.complaints({"src/claim/bad.hpp": "#pragma once\nstd::string name;\n"}, build=True, headers=True)
        self.assertEqual(len(complaints), 1)
        self.assertRegex(complaints[0], r"^src/claim/bad\.hpp: does not compile alone: .*error: .*std")

    def test_headers_that_do(self):
        self.assertEqual(self.complaints(build=True, headers=True), [])


class Closures(Tree):
    """What run_tidy.py and the check of headers remember a file by."""

    def test_a_header_far_away_changes_the_hash(self):
        self.complaints()
        file = Path("src/claim/claim.cpp")
        before = tree.Closures(self.root).hash(file, "flags")
        self.assertEqual([str(f) for f in tree.Closures(self.root).files(file)],
                         ["src/base/text.hpp", "src/claim/claim.cpp", "src/claim/claim.hpp", "src/lang/pack.hpp"])
        self.assertEqual(tree.Closures(self.root).hash(file, "flags"), before)
        self.assertNotEqual(tree.Closures(self.root).hash(file, "other flags"), before)
        (self.root / "src/base/text.hpp").write_text("#pragma once\n// changed\n")
        self.assertNotEqual(tree.Closures(self.root).hash(file, "flags"), before)


class Tidy(unittest.TestCase):
    def test_findings_keep_their_notes(self):
        said = "a.cpp:1:2: error: bad [x]\n    1 | code\n      | ^\na.cpp:1:1: note: here\nSuppressed 3 warnings\nb.hpp:2:2: warning: poor [y]\n4 warnings generated.\n"
        self.assertEqual(run_tidy.findings_of(said), ["a.cpp:1:2: error: bad [x]\n    1 | code\n      | ^\na.cpp:1:1: note: here", "b.hpp:2:2: warning: poor [y]"])


class Blanking(unittest.TestCase):
    def test_lines_stay(self):
        text = 'a // b\n/* c\nd */ "e\\"f" \'g\' 1\'000 R"(h\ni)"\n'
        self.assertEqual(tree.blank_comments_and_strings(text).count("\n"), text.count("\n"))
        self.assertEqual(tree.blank_comments_and_strings(text).split(), ["a", "1'000"])


if __name__ == "__main__":
    unittest.main()
