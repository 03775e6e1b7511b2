#!/usr/bin/env python3
"""The examples over libkept_read find what `kept read` finds: examples_test.py c|python

$KEPT, $READ_CLAIMS and $KEPT_READ_LIBRARY name what was built; cmake/library.cmake sets them.
"""
import json
import os
import subprocess
import sys
import threading
import unittest
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
SPEECHES = sorted(EXAMPLES.glob("*.txt"))
sys.path.insert(0, str(EXAMPLES / "python"))


def expected(speech: Path) -> dict:
    out = subprocess.run([os.environ["KEPT"], "read", "--format", "json", str(speech)], check=True, capture_output=True).stdout
    return json.loads(out)


class C(unittest.TestCase):
    def test_the_same_claims(self):
        self.assertTrue(SPEECHES)
        for speech in SPEECHES:
            out = subprocess.run([os.environ["READ_CLAIMS"], str(speech)], check=True, capture_output=True, text=True).stdout
            found = [line.split("\t") for line in out.splitlines()]
            first = lambda claim, name: (claim.get(name) or ["-"])[0]
            want = [[c["id"], c["kind"], c["text"], c.get("value") or "-", c.get("currency") or "-", first(c, "giver"), first(c, "receiver")]
                    for c in expected(speech)["claims"]]
            self.assertGreater(len(found), 3)
            self.assertEqual(found, want)

    def test_what_cannot_be_read(self):
        done = subprocess.run([os.environ["READ_CLAIMS"], os.devnull], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("/dev/null", done.stderr)


class Python(unittest.TestCase):
    def setUp(self):
        import kept_read
        self.module = kept_read
        self.reader = kept_read.Reader()

    def test_the_same_claims(self):
        self.assertIn("en", self.reader.languages)
        for speech in SPEECHES:
            want = expected(speech)
            reading = self.reader.read(speech.read_bytes(), name=str(speech))
            self.assertEqual(len(reading.text), want["document"]["characters"])
            for key in ("name", "format", "encoding", "language", "date", "title", "speaker", "speaker_country"):
                self.assertEqual(reading.document[key], want["document"][key], key)
            self.assertEqual(reading.numbers_seen, want["stats"]["numbers_seen"])
            self.assertEqual(len(reading.claims), len(want["claims"]))
            for claim, other in zip(reading.claims, want["claims"]):
                self.assertEqual(reading.text[claim["start"]:claim["end"]], claim["text"])
                self.assertEqual(claim["sentence"], (other["sentence"]["start"], other["sentence"]["end"]))
                for key in set(claim) & set(other) - {"sentence", "purpose", "cumulative"}:
                    self.assertEqual(claim[key], other[key], (claim["text"], key))

    def test_hints_and_problems(self):
        reading = self.reader.read("<p>Last December Japan gave Ukraine 5 million dollars.</p>".encode("utf-16"), date="2026-02-10", name="page.html")
        self.assertEqual(reading.document["format"], "html")
        self.assertEqual(reading.document["encoding"], "UTF-16LE")
        self.assertEqual([code for code, _ in reading.problems], ["text_converted"])
        self.assertEqual([c["element"] for c in reading.claims], ["p[1]"])

    def test_what_cannot_be_read(self):
        for text, words in [(b"", "empty"), (b"a\0b", "NUL")]:
            with self.assertRaisesRegex(self.module.Error, words):
                self.reader.read(text)
        with self.assertRaisesRegex(self.module.Error, "date"):
            self.reader.read("One.", date="2026-02-31")

    def test_threads_share_a_reader(self):
        text = SPEECHES[0].read_text(encoding="utf-8")
        want = self.reader.read(text).claims
        found = []
        threads = [threading.Thread(target=lambda: found.append(self.reader.read(text).claims)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [want] * 8)


if __name__ == "__main__":
    which = {"c": "C", "python": "Python"}[sys.argv.pop(1)]
    unittest.main(argv=[sys.argv[0], which])
