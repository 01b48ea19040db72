"""One byte of the journal changed behind the program's back, and one payload erased as the law wants it."""
import re
import shutil
import sqlite3

import books
import program
import residents

# What is changed, in the fact at position ? and beside it; each statement changes one byte.
CHANGES = {
    "data": "UPDATE journal_fact SET data = replace(data, 'missed-bin', 'missed-bim') WHERE fact_id = {fact}",
    "kind": "UPDATE journal_fact SET kind = 'cases.CaseOpenee' WHERE fact_id = {fact}",
    "actor": "UPDATE journal_fact SET actor = actor || 'x' WHERE fact_id = {fact}",
    "channel": "UPDATE journal_fact SET channel = 'wea' WHERE fact_id = {fact}",
    "request": "UPDATE journal_fact SET request_id = 'x' || substr(request_id, 2) WHERE fact_id = {fact}",
    "moment": "UPDATE journal_fact SET at = at + 1 WHERE fact_id = {fact}",
    "subject": "UPDATE journal_fact SET subject = subject + 1000000 WHERE fact_id = {fact}",
    "number": "UPDATE journal_fact SET number = number + 1000 WHERE fact_id = {fact}",
    "hash": "UPDATE journal_place SET hash = CAST(x'00' || substr(hash, 2) AS BLOB) WHERE fact_id = {fact}",
    "order": "UPDATE journal_place SET position = position + 1000000 WHERE fact_id = {fact}",
}


def prepare(council, log):
    """A journal with some reports and a sign-in, at rest. Says what was reported and where facts lie."""
    serving = program.Program(council, log)
    serving.start()
    resident = residents.Resident(lambda: serving.port, 1)
    for number in range(1, 21):
        resident.report(residents.Errand(number))
    _, form = resident.ask("GET", "/staff/sign-in")
    token = re.search(r'name="csrf" value="([^"]+)"', form)[1]
    resident.ask("POST", "/staff/sign-in", f"csrf={token}&email=clerk%40example.org&password=not+it")
    resident.hang_up()
    serving.stop()


class Copy:
    """The council's folder once more, to be spoiled."""

    def __init__(self, council, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(council.folder, folder)
        self.council = program.SqliteCouncil(folder, council.settings)

    def change(self, sql):
        connection = sqlite3.connect(self.council.file)
        changed = connection.execute(sql).rowcount
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return changed

    def flip(self, text):
        """One bit of the file itself, inside the only place where `text` stands."""
        content = bytearray(self.council.file.read_bytes())
        at = content.find(text)
        if at < 0 or content.find(text, at + 1) >= 0:
            raise RuntimeError(f"{text} does not stand in the file once")
        content[at + len(text) // 2] ^= 1
        self.council.file.write_bytes(content)

    def verdict(self):
        return self.council.command("journal", "verify", check=False)


def tamper(council, folder):
    prepare(council, folder / "serve.log")
    result = books.Audit()
    copy = Copy(council, folder / "copy")
    sound = copy.verdict()
    result.expect(sound.returncode == 0, f"a sound journal is called broken: {sound.stderr.strip()}")
    position, fact, data = council.rows(
        "SELECT p.position, f.fact_id, f.data FROM journal_place p JOIN journal_fact f ON f.fact_id = p.fact_id"
        " WHERE f.kind = 'cases.CaseOpened' ORDER BY p.position LIMIT 1 OFFSET 9")[0]
    changes = {what: lambda copy, sql=sql: copy.change(sql.format(fact=fact)) == 1 for what, sql in CHANGES.items()}
    changes["a bit of the file"] = lambda copy: copy.flip(data.encode()) is None
    for what, change in changes.items():
        copy = Copy(council, folder / "copy")
        result.expect(change(copy), f"{what}: nothing was changed")
        verdict = copy.verdict()
        named = re.search(r"position (\d+)", verdict.stderr)
        result.expect(verdict.returncode == 1, f"{what}: the change went unnoticed")
        result.expect(named and int(named[1]) == position + (what == "order"),
                      f"{what}: changed at position {position}, verify says: {verdict.stderr.strip()}")
    result.figures = {"changes": len(changes)}
    return result


def erase(council, folder):
    """After `tamper`: an erased payload is sound, one that was only deleted or rewritten is not."""
    result = books.Audit()
    payloads = council.count("SELECT COUNT(*) FROM journal_payload")
    result.expect(payloads > 0, "no fact has a payload")
    for sql, sound in (("UPDATE journal_payload SET body = NULL, salt = '', erased_by = 'staff:1', erased_at = 1", True),
                       ("UPDATE journal_payload SET body = NULL", False),
                       ("UPDATE journal_payload SET body = body || ' '", False),
                       ("DELETE FROM journal_payload", False)):
        copy = Copy(council, folder / "copy")
        copy.change(sql)
        verdict = copy.verdict()
        result.expect((verdict.returncode == 0) == sound, f"{sql}: {verdict.stdout.strip()}{verdict.stderr.strip()}")
        result.expect(not sound or f"{payloads} payloads erased" in verdict.stdout, f"{sql}: {verdict.stdout.strip()}")
    result.figures = {"payloads": payloads}
    return result
