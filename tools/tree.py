"""What the tools know of the source tree: its rooms, its files, who includes whom. Not a program."""
import hashlib
import re
from pathlib import Path

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def read_layers(file: Path) -> dict:
    """{room: [rooms that it may include besides base]} in the file's order. Complains by ValueError, with file and line."""
    rooms = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"([a-z]+):((?: [a-z]+)*)", line.rstrip())
        if not match:
            raise ValueError(f"{file.name}:{number}: not of the form 'room: room room'")
        room, edges = match[1], match[2].split()
        if room in rooms:
            raise ValueError(f"{file.name}:{number}: room {room} stands there twice")
        for edge in edges:
            if edge == room:
                raise ValueError(f"{file.name}:{number}: cycle: {room} names itself")
            if edge not in rooms:
                raise ValueError(f"{file.name}:{number}: cycle: {room} names {edge}, which does not stand above it")
        rooms[room] = edges
    return rooms


def source_files(root: Path) -> list:
    """All C++ files of the tree, sorted, relative to `root`."""
    return sorted(f.relative_to(root) for folder in ("src", "fuzz") for ending in ("cpp", "hpp")
                  for f in (root / folder).rglob(f"*.{ending}"))


def includes(text: str) -> list:
    """[(line, name, is_quoted)] of a file's text."""
    return [(text.count("\n", 0, m.start()) + 1, m[1] or m[2], m[1] is not None) for m in INCLUDE.finditer(text)]


def blank_comments_and_strings(text: str) -> str:
    """`text` with the contents of comments and literals blanked, each line where it was."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'//[^\n]*|/\*.*?\*/|R"([^(\n]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])+\'',
                  blank, text, flags=re.DOTALL)


class Closures:
    """Hashes over a file and every file of the tree that it includes, however far."""

    def __init__(self, root: Path):
        self.root = root
        self.known = {}

    def direct(self, file: Path) -> tuple:
        if file not in self.known:
            data = (self.root / file).read_bytes()
            names = [Path("src", name) for _, name, quoted in includes(data.decode(errors="replace")) if quoted]
            self.known[file] = (hashlib.sha256(data).hexdigest(), [n for n in names if (self.root / n).is_file()])
        return self.known[file]

    def files(self, file: Path) -> list:
        seen, todo = set(), [file]
        while todo:
            current = todo.pop()
            if current not in seen:
                seen.add(current)
                todo += self.direct(current)[1]
        return sorted(seen)

    def hash(self, file: Path, *salt: str) -> str:
        whole = hashlib.sha256("\0".join(salt).encode())
        for part in self.files(file):
            whole.update(f"{part} {self.direct(part)[0]}\n".encode())
        return whole.hexdigest()
