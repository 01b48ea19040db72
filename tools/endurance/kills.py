"""SIGKILL at random moments under load: to the program, on PostgreSQL to the postmaster too."""
import random
import time

import books
import program
import residents


def settle(council, patience):
    """Waits until every fact is placed and every letter has gone."""
    return program.wait_until(lambda: council.count(books.UNSETTLED) == 0, patience, 0.25)


def kill_once(serving, ground):
    """One kill: of the program at work, of the program while it starts, or of the postmaster below it."""
    what = random.random()
    if ground.postmaster and what < 0.25:
        ground.postmaster()
        return "the postmaster"
    serving.kill()
    ground.after_kill()
    if what > 0.85:
        serving.spawn()
        time.sleep(random.uniform(0, 0.4))
        serving.kill()
        ground.after_kill()
    serving.start()
    return "while starting" if what > 0.85 else "at work"


class Ground:
    """What the program stands on: a postmaster that can be killed, a disk that forgets; or nothing special."""

    def __init__(self, postmaster=None, after_kill=lambda: None, environment=None):
        self.postmaster, self.after_kill, self.environment = postmaster, after_kill, environment


def endure(council, post, folder, kills, ground=Ground(), crowd=8, pause=0.05, say=print):
    """Returns the audit after that many kills and a last, quiet start."""
    serving = program.Program(council, folder / "serve.log", ground.environment)
    serving.start()
    crowd = residents.Crowd(lambda: serving.port, crowd, pause)
    counts = {}
    began = time.monotonic()
    try:
        for kill in range(kills):
            time.sleep(random.expovariate(1 / 0.4) + 0.05)
            kind = kill_once(serving, ground)
            counts[kind] = counts.get(kind, 0) + 1
            if (kill + 1) % 20 == 0:
                say(f"  {kill + 1} kills, {len(crowd.acknowledged())} acknowledged, {time.monotonic() - began:.0f} s")
        crowd.go_home()
        errands = crowd.acknowledged()
        settled = settle(council, 60 + len(errands) / 20)
        result = books.audit(council, errands, post, serving.port)
        result.expect(settled, f"{council.count(books.UNSETTLED)} facts, jobs or letters are still under way")
    finally:
        for resident in crowd.residents:
            resident.leaving.set()
        if serving.process.poll() is None:
            serving.stop()
    result.faults += crowd.problems()
    result.figures = {"kills": kills, **{kind: n for kind, n in sorted(counts.items())}, **result.figures,
                      "seconds": round(time.monotonic() - began)}
    return result
