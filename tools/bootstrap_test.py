"""Tests of script/bootstrap with stand-ins for dpkg-query, apt-get, npm and sudo: what it does, and what it says when it cannot."""
import hashlib
import io
import subprocess
import tarfile
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def package(files: dict) -> bytes:
    """A package as npm serves it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo("package/" + name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


LIBRARY = package({"libduckdb.so": "a library", "LICENSE": "MIT"})
HEADER = package({"src/duckdb/src/include/duckdb.h": "a header"})


class Bootstrap(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "script").mkdir()
        self.bin = self.root / "bin"
        self.bin.mkdir()
        # The hashes of our stand-ins in place of the real ones.
        text = (ROOT / "script/bootstrap").read_text()
        for line in text.splitlines():
            if "_sha256=" in line and len(line.split("=")[1].split()[0]) == 64:
                name, value = line.split("=")[0].strip(), line.split("=")[1].split()[0]
                text = text.replace(value, hashlib.sha256(LIBRARY if name == "library_sha256" else HEADER).hexdigest())
        (self.root / "script/bootstrap").write_text(text)
        (self.root / "library.tgz").write_bytes(LIBRARY)
        (self.root / "header.tgz").write_bytes(HEADER)
        self.stub("uname", "echo x86_64")
        self.stub("id", "echo 0")
        self.stub("dpkg-query", 'for p in "$@"; do case $p in -*|*{*) ;; *) echo "installed $p" ;; esac; done')
        self.stub("apt-get", 'echo "$@" >> "$STUBS/apt.said"')
        self.stub("npm", 'echo "$@" >> "$STUBS/npm.said"; case $* in *node-bindings*) f=library ;; *) f=header ;; esac\n'
                         'cp "$STUBS/$f.tgz" "$f-1.tgz" && echo "$f-1.tgz"')

    def stub(self, name, body):
        file = self.bin / name
        file.write_text("#!/bin/bash\n" + body + "\n")
        file.chmod(0o755)

    def run_bootstrap(self, *flags, **environment):
        done = subprocess.run(["bash", self.root / "script/bootstrap", *flags], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(self.root), "STUBS": str(self.root), **environment})
        return done.returncode, done.stdout, done.stderr

    def said(self, name):
        file = self.root / f"{name}.said"
        return file.read_text() if file.exists() else ""

    def test_fetches_once_and_then_only_looks(self):
        status, out, err = self.run_bootstrap()
        self.assertEqual((status, err), (0, ""))
        self.assertIn("fetching DuckDB from npm", out)
        self.assertEqual(sorted(f.name for f in (self.root / ".deps/duckdb").iterdir()), ["LICENSE", "PINNED", "duckdb.h", "libduckdb.so"])
        self.stub("npm", "exit 1")  # the network is gone
        self.stub("apt-get", "exit 1")
        begin = time.monotonic()
        status, out, err = self.run_bootstrap()
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"^bootstrap: all there: \d+ packages, DuckDB in .deps/duckdb\n$")
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(self.said("npm").count("pack"), 2)

    def test_installs_what_dpkg_lacks_and_asks_nothing(self):
        self.stub("dpkg-query", 'for p in "$@"; do case $p in -*|*{*|ccache|cmake) ;; *) echo "installed $p" ;; esac; done; exit 1')
        status, out, err = self.run_bootstrap()
        self.assertEqual((status, err), (0, ""))
        self.assertIn("installing from apt: ccache cmake\n", out)
        self.assertIn("-y", self.said("apt").splitlines()[-1])
        self.assertTrue(self.said("apt").splitlines()[-1].endswith("install --no-install-recommends ccache cmake"))

    def test_apt_fails(self):
        self.stub("dpkg-query", "exit 1")
        self.stub("apt-get", 'echo "E: Unable to locate package g++" >&2; exit 100')
        status, out, err = self.run_bootstrap()
        self.assertEqual(status, 1)
        self.assertIn("apt could not install:", err)
        self.assertIn("E: Unable to locate package g++", err)
        self.assertIn("Is the network up, and is this Debian 12?", err)

    def test_neither_root_nor_sudo(self):
        self.stub("dpkg-query", "exit 1")
        self.stub("id", "echo 1000")
        self.stub("sudo", "exit 1")
        status, out, err = self.run_bootstrap()
        self.assertEqual(status, 1)
        self.assertIn("installing them needs root", err)
        self.assertIn("Run: sudo apt-get install -y --no-install-recommends ccache cmake g++", err)

    def test_npm_fails(self):
        self.stub("npm", 'echo "npm ERR! code ENOTFOUND" >&2; exit 1')
        status, out, err = self.run_bootstrap()
        self.assertEqual(status, 1)
        for part in ("npm could not fetch @duckdb/node-bindings-linux-x64@", "ENOTFOUND", "set DUCKDB_DIR"):
            self.assertIn(part, err)
        self.assertFalse((self.root / ".deps/duckdb").exists())

    def test_another_file_than_the_pinned_one(self):
        (self.root / "header.tgz").write_bytes(package({"src/duckdb/src/include/duckdb.h": "another header"}))
        status, out, err = self.run_bootstrap()
        self.assertEqual(status, 1)
        self.assertRegex(err, r"duckdb@1\.4\.4 is not the file that was tried: SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}\.")
        self.assertFalse((self.root / ".deps/duckdb").exists())
        self.assertEqual(list((self.root / ".deps").glob("fetch.*")), [])

    def test_a_library_of_ones_own(self):
        own = self.root / "own"
        own.mkdir()
        (own / "libduckdb.so").touch()
        status, out, err = self.run_bootstrap(DUCKDB_DIR=str(own))
        self.assertEqual((status, "duckdb.h is not there" in err), (1, True))
        (own / "duckdb.h").touch()
        status, out, err = self.run_bootstrap(DUCKDB_DIR=str(own))
        self.assertEqual((status, err, self.said("npm")), (0, "", ""))

    def test_another_processor(self):
        self.stub("uname", "echo riscv64")
        status, out, err = self.run_bootstrap()
        self.assertEqual(status, 1)
        self.assertIn("there is no prebuilt DuckDB for riscv64", err)

    def test_an_unknown_flag(self):
        self.assertEqual(self.run_bootstrap("--all")[::2], (2, "bootstrap: unknown flag --all; see script/bootstrap --help\n"))


if __name__ == "__main__":
    unittest.main()
