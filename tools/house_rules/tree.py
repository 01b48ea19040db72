"""The house as the rules see it: the drawing, the rooms, and their files, read once."""
import dataclasses
import pathlib
import re


@dataclasses.dataclass
class Finding:
    path: str
    line: int
    what: str
    why: str
    do: str
    warning: bool = False

    def __str__(self):
        kind = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {kind}{self.what}\n    why: {self.why}\n    do:  {self.do}"


@dataclasses.dataclass
class Source:
    """A file of a room. `code` is its text with comments and literals blanked out, line for line, column for column."""
    path: str
    room: str
    text: str
    code: str

    @property
    def name(self):
        return self.path.rsplit("/", 1)[1]

    @property
    def is_test(self):
        return "/test/" in self.path

    def line_at(self, offset):
        return self.text.count("\n", 0, offset) + 1


_CPP = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
    re.S)
_SQL = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.S)


def _blanked(pattern, text):
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


class House:
    def __init__(self, root):
        self.root = root
        self.floors = {}   # room -> floor
        self.may_use = {}  # room -> the rooms it may use
        self.cpp, self.sql, self.words = [], [], []

    @property
    def rooms(self):
        return list(self.floors)

    def room_of_table(self, table):
        """The room whose name the table's name begins with; the longest if several do."""
        owners = [room for room in self.floors if table == room or table.startswith(room + "_")]
        return max(owners, key=len, default=None)

    def read_text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def grep_code(self, pattern, files=None):
        """(path, line number, line of the original) for every hit in code, outside comments and literals."""
        for source in files if files is not None else self.cpp:
            for hit in re.finditer(pattern, source.code):
                number = source.line_at(hit.start())
                yield source.path, number, source.text.splitlines()[number - 1]


def draw(house, text):
    """Floors and permissions from the drawing; `(a | b)` are strangers to each other."""
    lines = sorted(line for line in text.splitlines() if re.match(r"[0-9] ", line))
    below = []
    for line in lines:
        floor, _, names = line.split(None, 2)
        left, bracket = [], None
        for name, open_, close in re.findall(r"([a-z_][a-z0-9_]*)|(\()|(\))", names):
            if open_:
                bracket = set(left)
            elif close:
                bracket = None
            else:
                house.floors[name] = int(floor)
                house.may_use[name] = set(below) | (bracket if bracket is not None else set(left))
                left.append(name)
        below += left


def read(root):
    root = pathlib.Path(root)
    house = House(root)
    draw(house, (root / "docs/house.txt").read_text())
    for path in sorted((root / "src").rglob("*")):
        relative = path.relative_to(root).as_posix()
        room = relative.split("/")[1]
        if path.suffix in (".h", ".cpp"):
            text = path.read_text(encoding="utf-8", errors="replace")
            house.cpp.append(Source(relative, room, text, _blanked(_CPP, text)))
        elif path.suffix == ".sql":
            text = path.read_text(encoding="utf-8", errors="replace")
            house.sql.append(Source(relative, room, text, _blanked(_SQL, text)))
        elif path.suffix == ".txt" and path.parent.name == "words":
            text = path.read_text(encoding="utf-8", errors="replace")
            house.words.append(Source(relative, room, text, text))
    return house
