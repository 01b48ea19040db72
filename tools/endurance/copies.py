"""Copies that are taken while residents report: a backup, a dump, a full export. Each is read back, on its own kind of database
and on the other, and held against what residents were promised before it was begun."""
import random
import subprocess
import time

import books
import program
import residents

QUIET = {"GUILDHALL_BACKGROUND": "off"}  # a copy writes to nobody
# What may be under way in a copy, as it was in the original at that moment.
UNDER_WAY = {"facts still waiting", "facts without a place in the order", "gaps in the order"}


class Copies:
    """Makes councils to copy into. `dsn` is a PostgreSQL of one's own."""

    def __init__(self, folder, dsn, settings):
        self.folder, self.dsn, self.settings, self.made = folder, dsn, {**settings, **QUIET}, 0

    def sqlite(self):
        self.made += 1
        place = self.folder / f"copy{self.made}"
        place.mkdir()
        return program.SqliteCouncil(place, self.settings)

    def postgres(self):
        self.made += 1
        return program.PostgresCouncil(self.dsn, f"copy{self.made}", self.settings)

    def file(self, name):
        self.made += 1
        return self.folder / f"{name}{self.made}"

    def export(self, council):
        file = self.file("export")
        council.command("export", "all", str(file))
        return file


def take_under_load(council, post, copies, takes, at_least):
    """Residents report; after so many thanks each of `takes` makes a copy. Gives, for each, the errands acknowledged before it
    was begun, and all errands in the end."""
    serving = program.Program(council, copies.folder / f"serve-{type(council).__name__}.log")
    serving.start()
    crowd = residents.Crowd(lambda: serving.port, 8, 0.02)
    sure = []
    try:
        for number, take in enumerate(takes, 1):
            program.wait_until(lambda n=number: len(crowd.acknowledged()) >= n * at_least or crowd.problems(), 60, 0.02)
            sure.append(crowd.acknowledged())
            take()
        crowd.go_home()
    finally:
        for resident in crowd.residents:
            resident.leaving.set()
        serving.stop()
    return sure, crowd.acknowledged(), crowd.problems()


def check(copy, sure, errands, result, what):
    """Holds a copy against what was acknowledged before it was begun, and what was ever reported."""
    found = books.Audit()
    by_word = {errand.word for errand in errands}
    kept = books.check_reports(copy, sure, found)
    found.expect_none((word for word in kept if word not in by_word), "reports are there that nobody made")
    books.check_journal(copy, kept, found)
    letters = {row[0] for row in copy.rows("SELECT address FROM notifications_message")}
    found.expect_none((e.word for e in sure if e.email not in letters), "letters are not on record")
    books.check_half_made(copy, found, UNDER_WAY)
    result.faults += [f"{what}: {fault}" for fault in found.faults]
    result.figures[f"in {what}"] = len(kept)


def check_served(copy, sure, result, what):
    """A copy serves, and finds what was reported."""
    serving = program.Program(copy, f"{copy.folder}/serve.log")
    serving.start()
    try:
        result.expect_none(books.not_found(serving.port, sure, copy.token, "127.0.0.1"), f"{what}: reports are not found by their word")
    finally:
        serving.stop()


def same(one, other, result, what):
    result.expect(one.read_bytes() == other.read_bytes(), f"{what}: {other.name} is not {one.name} byte for byte")


def there_and_back(copies, export, there, back, result, what):
    """A full export read into one kind of database, from there into the other: each exports the same again."""
    for number, council in enumerate((there(), back()), 1):
        council.command("import", "all", str(export))
        again = copies.export(council)
        same(export, again, result, f"{what}, copy {number}")
        export = again
        yield council


def of_sqlite(post, copies, council, result, at_least):
    backup, export = copies.file("backup"), copies.file("export")
    takes = [lambda: council.command("backup", str(backup)), lambda: council.command("export", "all", str(export))]
    sure, errands, problems = take_under_load(council, post, copies, takes, at_least)
    result.faults += problems
    restored = copies.sqlite()
    restored.token = council.token
    restored.command("restore", str(backup), "--commit")
    check(restored, sure[0], errands, result, "a backup restored")
    check_served(restored, sure[0], result, "a backup restored")
    whole = copies.export(restored)
    for copy in there_and_back(copies, whole, copies.postgres, copies.sqlite, result, "a restored backup's export"):
        check(copy, sure[0], errands, result, f"a backup on {type(copy).__name__}")
    for copy in there_and_back(copies, export, copies.postgres, copies.sqlite, result, "an export under load"):
        check(copy, sure[1], errands, result, f"an export on {type(copy).__name__}")
    return export


def dump_into(dsn, name, other):
    """pg_dump of one schema, read into another database of the same server."""
    database = dsn.rsplit("/", 1)[0] + "/" + other
    subprocess.run([program.PSQL, "-qX", "-d", dsn, "-c", f"CREATE DATABASE {other}"], check=True)
    dump = subprocess.run([program.PSQL.replace("psql", "pg_dump"), "-n", name, "-d", dsn], check=True, capture_output=True).stdout
    subprocess.run([program.PSQL, "-qX", "-v", "ON_ERROR_STOP=1", "-d", database], input=dump, check=True, stdout=subprocess.DEVNULL)
    return database


def of_postgres(post, copies, council, result, at_least):
    export, databases = copies.file("export"), []
    takes = [lambda: databases.append(dump_into(council.dsn, council.name, "copied")), lambda: council.command("export", "all", str(export))]
    sure, errands, problems = take_under_load(council, post, copies, takes, at_least)
    result.faults += problems
    restored = program.PostgresCouncil(databases[0], council.name, copies.settings)
    check(restored, sure[0], errands, result, "a dump restored")
    for copy in there_and_back(copies, copies.export(restored), copies.sqlite, copies.postgres, result, "a restored dump's export"):
        check(copy, sure[0], errands, result, f"a dump on {type(copy).__name__}")
    for copy in there_and_back(copies, export, copies.sqlite, copies.postgres, result, "an export under load"):
        check(copy, sure[1], errands, result, f"an export on {type(copy).__name__}")


def kill_imports(copies, export, make, kills, result, what):
    """SIGKILL while a full export is taken in, and again; in the end it is in whole."""
    began = time.monotonic()
    make().command("import", "all", str(export))
    takes = time.monotonic() - began
    council, in_the_middle = make(), 0
    for _ in range(kills):
        importing = subprocess.Popen([program.find_program(), "import", "all", str(export), *council.options], cwd=program.ROOT,
                                     env=program.environment(council.settings), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(random.uniform(0, takes))
        status = importing.poll()
        importing.kill()
        said = importing.communicate()[1]
        in_the_middle += status is None
        # The kill before may have come after everything was in and before the program had said so.
        is_whole = status == 0 or "holds rows" in said
        result.expect(not status or is_whole, f"{what}: refused after a kill: {said.strip()}")
        if is_whole:
            same(export, copies.export(council), result, f"{what}, ended before the kill")
            council = make()
    last = council.command("import", "all", str(export), check=False)
    # A kill may come after everything is in and before the program has said so.
    whole = last.returncode == 0 or "holds rows" in last.stderr
    result.expect(whole, f"{what}: not taken in after a kill: {last.stderr.strip()}")
    if whole:
        same(export, copies.export(council), result, what)
    result.figures[f"{what} killed"] = in_the_middle
