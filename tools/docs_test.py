"""Tests of make_docs.py, check_docs.py and run_golden.py, run by script/test."""
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import check_docs
import make_docs

HERE = Path(__file__).resolve().parent


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file


class MakeDocs(Folder):
    def test_meanings_in_several_pieces(self):
        self.assertEqual(make_docs.problem_kinds('ProblemKind{ProblemCode::a, "a", "One "\n   "thing."},\nProblemKind{ProblemCode::b, "b", "Two."},'),
                         [("a", "One thing."), ("b", "Two.")])

    def test_an_entry_of_another_form(self):
        with self.assertRaisesRegex(ValueError, "not of the form"):
            make_docs.problem_kinds('ProblemKind{ProblemCode::a, name_of(a), "One."},')

    def test_a_room_stands_above_those_it_includes(self):
        self.write("tools/layers.txt", "base:\nlang:\nclaim: lang\n")
        self.assertEqual(make_docs.rooms_picture(self.root), "```\n2  claim  <- lang\n1  lang\n0  base\n```")

    def test_the_marks_must_be_there(self):
        self.assertEqual(make_docs.between("a<!-- x: begin -->old<!-- x: end -->b", "x", "new"), "a<!-- x: begin -->\nnew\n<!-- x: end -->b")
        with self.assertRaisesRegex(ValueError, "must stand there once"):
            make_docs.between("a", "x", "new")

    def test_a_case_of_an_unknown_problem(self):
        self.write("golden/check/odd/problem", "nonsense\n")
        with self.assertRaisesRegex(ValueError, "golden/check/odd/problem: there is no problem nonsense"):
            make_docs.cases_by_problem(self.root, ["file_missing"])


class CheckDocs(Folder):
    def test_a_broken_link(self):
        self.write("README.md", "[a](docs/a.md) [web](https://example.org/x) [b](docs/b.md#part)\n```\n[c](c.md)\n```\n")
        self.write("docs/a.md", "")
        self.assertEqual(check_docs.links(self.root, [Path("README.md")]), ["README.md: links to docs/b.md, which is not there"])

    def test_a_name_is_a_whole_word(self):
        self.assertEqual(check_docs.unnamed("`rates`, g++", "X.md", "room", ["rate", "g++"]), ["X.md: does not name the room rate"])

    def test_a_path_of_one_machine(self):
        file = self.write("docs/a.md", "see /home/" + "somebody/kept and src/work/x\n")
        self.assertEqual(check_docs.own_paths(self.root, [file.relative_to(self.root)]), ["docs/a.md: names a path of one machine: /home/" + "somebody"])


class Golden(Folder):
    """run_golden.py against a stand-in for the program: a shell script."""

    def run_case(self, program, update=False, **files):
        kept = self.write("kept", "#!/bin/bash\n" + program)
        kept.chmod(kept.stat().st_mode | stat.S_IXUSR)
        for name, text in files.items():
            self.write(f"case/{name}", text)
        environment = {**os.environ, "UPDATE": "1" if update else ""}
        done = subprocess.run([sys.executable, HERE / "run_golden.py", "--kept", kept, self.root / "case"],
                              capture_output=True, text=True, env=environment)
        return done.returncode, done.stdout

    def test_as_expected(self):
        self.assertEqual(self.run_case('echo "got $1"; exit 2', cmd="'a b'\n", stdout="got a b\n", status="2\n"), (0, ""))

    def test_another_output(self):
        status, said = self.run_case("echo new; echo talk >&2; exit 1", cmd="x\n", stdout="old\n")
        self.assertEqual(status, 1)
        for line in ("-old", "+new", "+talk", "-0", "+1", "UPDATE=1 rewrites"):
            self.assertIn(line, said)

    def test_update_rewrites_and_takes_out_what_is_plain(self):
        self.assertEqual(self.run_case("echo new", update=True, cmd="x\n", stdout="old\n", stderr="gone\n", status="1\n")[0], 0)
        self.assertEqual(sorted(f.name for f in (self.root / "case").iterdir()), ["cmd", "stdout"])
        self.assertEqual((self.root / "case/stdout").read_text(), "new\n")

    def test_setup_may_skip(self):
        self.assertEqual(self.run_case("echo x", cmd="x\n", setup="echo no mount here >&2; exit 77\n"), (77, "skipped: case: no mount here\n"))

    def test_setup_and_input_and_run(self):
        status, said = self.run_case('cat "$1" made', cmd="given\n", setup="echo made > made\n", run='"$KEPT" "$@"; echo after\n',
                                     stdout="given\nmade\nafter\n", **{"input/given": "given\n"})
        self.assertEqual((status, said), (0, ""))

    def test_what_setup_leaves_running_is_ended(self):
        status, said = self.run_case("true", cmd="x\n", setup="sleep 1000 & echo $! > " + str(self.root / "pid") + "\n")
        self.assertEqual((status, said), (0, ""))
        pid = int((self.root / "pid").read_text())
        state = Path(f"/proc/{pid}/stat")
        self.assertTrue(not state.exists() or state.read_text().split()[2] == "Z")


if __name__ == "__main__":
    unittest.main()
