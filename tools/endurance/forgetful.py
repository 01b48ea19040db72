"""The other half of forgetful.cpp: begins with what lies there, and after a cut leaves only what was made sure of."""
import ctypes
import pathlib
import shutil


class Disk:
    def __init__(self, library, root, keep):
        self.library, self.root, self.keep = library, root.resolve(), keep.resolve()
        self.identity_of = ctypes.CDLL(str(library)).forgetful_identity
        self.identity_of.restype = ctypes.c_bool
        self.begin()

    def environment(self, lie=""):
        return {"LD_PRELOAD": str(self.library), "FORGETFUL_ROOT": str(self.root), "FORGETFUL_KEEP": str(self.keep),
                "FORGETFUL_LIE": lie}

    def identity(self, path):
        text = ctypes.create_string_buffer(80)
        if not self.identity_of(str(path).encode(), text, ctypes.c_size_t(80)):
            raise OSError(f"{path} has no identity")
        return text.value.decode()

    def begin(self):
        """What lies there now is on the disk."""
        shutil.rmtree(self.keep, ignore_errors=True)
        for part in ("content", "names"):
            (self.keep / part).mkdir(parents=True)
        for folder in (self.root, *(p for p in self.root.rglob("*") if p.is_dir())):
            lines = []
            for entry in folder.iterdir():
                lines.append(f"{'folder' if entry.is_dir() else 'file'} {self.identity(entry)} {entry.name}\n")
                if entry.is_file():
                    shutil.copyfile(entry, self.keep / "content" / self.identity(entry))
            (self.keep / "names" / self.identity(folder)).write_text("".join(lines))

    def cut(self):
        """The power fails: what no sync has made sure of was never there."""
        scrap = self.root.with_name(self.root.name + ".scrap")
        lost = self.root.with_name(self.root.name + ".lost")
        self.rebuild(self.identity(self.root), scrap)
        self.root.rename(lost)
        scrap.rename(self.root)
        shutil.rmtree(lost)
        self.begin()

    def rebuild(self, identity, folder):
        folder.mkdir()
        names = self.keep / "names" / identity
        for line in names.read_text().splitlines() if names.exists() else ():
            kind, entry, name = line.split(" ", 2)
            if kind == "folder":
                self.rebuild(entry, folder / name)
                continue
            content = self.keep / "content" / entry
            if content.exists():
                shutil.copyfile(content, folder / name)
            else:
                (folder / name).touch()


def find_library(program):
    """Built beside the program."""
    library = pathlib.Path(program).parent / "forgetful.so"
    if not library.exists():
        raise SystemExit(f"endurance: {library} is missing: build the target forgetful")
    return library
