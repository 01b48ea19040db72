"""The real program under test, and the council it serves: started, killed, asked."""
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PSQL = "/usr/lib/postgresql/15/bin/psql"
PASSWORD = "a lantern beside the canal"


def find_program():
    """GUILDHALL_PROGRAM, else what was built last."""
    if named := os.environ.get("GUILDHALL_PROGRAM"):
        return pathlib.Path(named).resolve()
    built = [p for p in (ROOT / "build" / preset / "guildhall" for preset in ("release", "dev")) if p.exists()]
    if not built:
        raise SystemExit("endurance: there is no program; build one, or name it in GUILDHALL_PROGRAM")
    return max(built, key=lambda p: p.stat().st_mtime)


class Council:
    """Where a council's data lies: the options that name it, and its tables for the auditor."""

    def __init__(self, options, settings):
        self.options = options
        self.settings = settings

    def command(self, *words, check=True):
        done = subprocess.run([find_program(), *words, *self.options], cwd=ROOT, env=environment(self.settings),
                              capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
        return done

    def found(self, name, services="services"):
        self.command("council", "add", name, "--email", "clerk@example.org", "--password", PASSWORD, "--services", str(services))
        self.token = self.command("token", "create", "--role", "api_client", "--name", "auditor").stdout.strip()

    def count(self, sql):
        return int(self.rows(sql)[0][0])


class SqliteCouncil(Council):
    def __init__(self, folder, settings):
        super().__init__(["--data", str(folder)], settings)
        self.folder = folder
        self.file = folder / "guildhall.db"

    def rows(self, sql):
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def sound(self):
        return self.rows("PRAGMA integrity_check") == [("ok",)]


class PostgresCouncil(Council):
    def __init__(self, dsn, name, settings, options=None):
        super().__init__(options or ["--postgres", dsn, "--council", name], settings)
        self.dsn, self.name = dsn, name

    def rows(self, sql):
        asked = f"SET search_path = {self.name}, public; SELECT row_to_json(q) FROM ({sql}) q"
        said = subprocess.run([PSQL, "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", self.dsn, "-c", asked],
                              capture_output=True, text=True, timeout=120)
        if said.returncode != 0:
            raise RuntimeError(f"psql: {said.stderr.strip()}")
        return [tuple(json.loads(line).values()) for line in said.stdout.splitlines()]

    def sound(self):
        return True


def environment(settings):
    plenty = {f"GUILDHALL_RATE_{name}": "1000000" for name in (
        "CLIENT", "CLIENT_BURST", "CLIENT_WRITES", "CLIENT_WRITES_BURST", "ACCOUNT", "ACCOUNT_BURST", "WORDS", "PHOTOS", "SITE")}
    unlimited = {"GUILDHALL_RATE_UNASKED": "0", "GUILDHALL_RATE_REPORTS": "0", "GUILDHALL_RATE_CONTACT": "0", "GUILDHALL_CHALLENGE": "never"}
    return {**os.environ, **plenty, **unlimited, **settings}


class Program:
    """One serving process. `port` is None while it is down."""

    def __init__(self, council, log, extra=None):
        self.council, self.log, self.extra = council, log, extra or {}
        self.process = self.port = None
        self.starts = 0

    def spawn(self):
        self.process = subprocess.Popen(
            [find_program(), "serve", *self.council.options, "--listen", "127.0.0.1:0"], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=open(self.log, "a"), env=environment({**self.council.settings, **self.extra}))
        self.starts += 1

    def start(self, patience=60):
        self.spawn()
        guard = threading.Timer(patience, self.process.kill)
        guard.start()
        line = self.process.stdout.readline()
        guard.cancel()
        found = re.match(r"listening on http://127\.0\.0\.1:(\d+)", line)
        if not found:
            self.process.wait()
            raise RuntimeError(f"the program did not start; see {self.log}:\n{tail_of(self.log)}")
        self.port = int(found[1])

    def kill(self):
        self.port = None
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self, patience=30):
        self.port = None
        self.process.terminate()
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "no end"
        self.process.stdout.close()
        if status != 0:
            raise RuntimeError(f"SIGTERM ended with {status}; see {self.log}:\n{tail_of(self.log)}")


def tail_of(path, lines=15):
    return "\n".join(pathlib.Path(path).read_text(errors="replace").splitlines()[-lines:])


def wait_until(question, patience, pause=0.1):
    """The answer, as soon as it is true; what it was at the end otherwise."""
    deadline = time.monotonic() + patience
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(pause)
    return answer
