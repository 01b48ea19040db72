"""SIGKILL between any two steps of cases on their maps: residents report, officers finish tasks, a contractor is told and calls
back, timers come due. And the audit's own test: what is planted in a copy of the books must be found."""
import random
import shutil
import threading
import time

import back_office
import books
import kills
import officers
import program
import residents
import step_books
import tampering

SETTINGS = back_office.SETTINGS
OWN_SERVICES = program.ROOT / "tools" / "endurance" / "services"
PEOPLE, OFFICERS = 5, 4


def services_in(folder):
    """The council's own services, and one whose map has many timers."""
    shutil.copytree(program.ROOT / "services", folder)
    shutil.copytree(OWN_SERVICES, folder, dirs_exist_ok=True)
    return folder


ANSWERS = {
    "missed-bin": {"bin": residents.BINS},
    "fly-tipping": {"what": ("bags", "furniture", "rubble", "tyres", "hazardous"), "size": ("bag", "van", "lorry"),
                    "danger": ("no", "no", "road"), "seen": ("", "A white van.")},
    "street-party": {"music": ("yes", "no")},
}


def make_errand(number):
    service = random.choice(("missed-bin", "fly-tipping", "fly-tipping", "street-party", "street-party"))
    return residents.Errand(number, service, {code: random.choice(choices) for code, choices in ANSWERS[service].items()})


class Moment:
    """The next time that somebody sends something: the step that a kill is to meet."""

    def __init__(self):
        self.news = threading.Condition()

    def now(self):
        with self.news:
            self.news.notify_all()

    def wait(self, patience):
        with self.news:
            return self.news.wait(patience)


class Town:
    """A council at work, and everybody who has to do with it."""

    def __init__(self, council, folder, serving):
        self.council, self.serving = council, serving
        self.moments = {"a task is finished": Moment(), "the contractor calls back": Moment()}
        self.crowd = self.team = None
        self.contractor = back_office.BackOffice(self.port, self.moments["the contractor calls back"].now)

    def port(self):
        return self.serving.port

    def open(self):
        clerk = officers.Staff(self.port).sign_in("clerk@example.org", program.PASSWORD)
        emails = [officers.add_officer(clerk, number) for number in range(1, OFFICERS + 1)]
        self.contractor.connect(clerk)
        self.contractor.start()
        self.team = officers.Team(self.port, emails, 0.05, self.moments["a task is finished"].now)
        self.crowd = residents.Crowd(self.port, PEOPLE, 0.8, make_errand=make_errand)

    def come_to_rest(self, patience):
        """Residents go home; officers and contractor work until nothing is left to do."""
        self.crowd.go_home()
        self.contractor.calm.set()
        at_rest = program.wait_until(lambda: self.left_to_do() == 0 or self.problems(), patience, 0.5)
        self.team.go_home()
        self.contractor.closing.set()
        self.contractor.join(60)
        return at_rest

    def left_to_do(self):
        return self.council.count(step_books.UNDER_WAY) + self.council.count(books.UNSETTLED)

    def problems(self):
        return self.crowd.problems() + self.team.problems()

    def told(self):
        return step_books.Told(self.crowd.acknowledged(), self.team.finished(), self.contractor.errands())

    def close(self):
        for each in (self.crowd.residents if self.crowd else []) + (self.team.officers if self.team else []):
            each.leaving.set()
        self.contractor.close()


def wait_for_a_moment(town, patient):
    """Mostly soon and at random; now and then long enough for timers and for what a dead node held; now and then as something is sent."""
    dice = random.random()
    if dice < 0.3:
        what = random.choice(list(town.moments))
        came = town.moments[what].wait(3)
        time.sleep(random.uniform(0, 0.012))
        return what if came else ""
    time.sleep(random.uniform(3, 8) if dice > 1 - patient else random.expovariate(1 / 0.4) + 0.05)
    return ""


def look(council, seen, when, patience=120):
    """As soon as the database answers: a postmaster that was killed on a busy machine has much to read again."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return step_books.look(council, seen, when)
        except RuntimeError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def endure(council, post, folder, count, ground=kills.Ground(), patient=0.15, say=print):
    """The audit after so many kills and a quiet end, and what everybody was told."""
    serving = program.Program(council, folder / "serve.log", ground.environment)
    serving.start()
    town = Town(council, folder, serving)
    seen, counts, began = books.Audit(), {}, time.monotonic()
    try:
        town.open()
        for kill in range(count):
            moment = wait_for_a_moment(town, patient)
            kind = kills.kill_once(serving, ground)
            kind = f"as {moment}" if moment and kind == "at work" else kind
            counts[kind] = counts.get(kind, 0) + 1
            look(council, seen, f"after kill {kill + 1}")
            if (kill + 1) % 20 == 0:
                say(f"  {kill + 1} kills, {len(town.crowd.acknowledged())} reports, {len(town.team.finished())} tasks finished,"
                    f" {time.monotonic() - began:.0f} s")
        at_rest = town.come_to_rest(120 + len(town.crowd.acknowledged()) / 5)
        told = town.told()
        result = step_books.audit(council, told)
        result.expect(at_rest, f"{town.left_to_do()} processes, errands, facts, jobs or letters are under way still")
        books.check_half_made(council, result)
        step_books.check_letters(council, post, result)
        result.faults = town.problems() + seen.faults + result.faults
    finally:
        town.close()
        if serving.process.poll() is None:
            serving.stop()
    result.figures = {"kills": count, **{kind: n for kind, n in sorted(counts.items())}, "reports": len(told.errands), **result.figures,
                      "seconds": round(time.monotonic() - began)}
    return result, told


# ---- the audit's own test

def last_end_of(element):
    return f"""(SELECT MAX(fact_id) FROM journal_fact WHERE kind = 'bpmn.ElementCompleted' AND data LIKE '%"element":"{element}"%')"""


def again(fact):
    number = "(SELECT MAX(number) + 1 FROM journal_fact n WHERE n.subject = f.subject)"
    return ("INSERT INTO journal_fact (fact_id, subject_kind, subject, number, kind, at, actor, channel, request_id, data)"
            f" SELECT fact_id + 900000, subject_kind, subject, {number}, kind, at, actor, channel, request_id, data"
            f" FROM journal_fact f WHERE fact_id = {fact}")


PLANTED = {
    "a timer's step is lost": f"DELETE FROM journal_fact WHERE fact_id = {last_end_of('rest')}",
    "a timer fired twice": again(last_end_of("tick")),
    "a timer fired when its activity was over": again(last_end_of("tick")),
    "a timer fired early": f"UPDATE journal_fact SET at = at - 60000000 WHERE fact_id = {last_end_of('span')}",
    "a task was done twice": again(last_end_of("look")),
    "a finished task is open again": "UPDATE casework_task SET state = 'open' WHERE id = (SELECT MAX(id) FROM casework_task WHERE state = 'done')",
    "a finished task is gone": "DELETE FROM casework_task WHERE id = (SELECT MAX(id) FROM casework_task WHERE state = 'done' AND element = 'look')",
    "a process stands still": "UPDATE bpmn_instance SET status = 'running' WHERE id = (SELECT MAX(id) FROM bpmn_instance)",
    "a case is on no map": "DELETE FROM casework_run WHERE id = (SELECT MAX(id) FROM casework_run)",
    "an errand is made twice": "INSERT INTO connectors_errand SELECT id + 900000, destination, line, place + 900000, subject_kind, subject,"
                               " kind, matter, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,"
                               " outcome, handed_over, first_tried, sent_at, changed"
                               " FROM connectors_errand WHERE id = (SELECT MAX(id) FROM connectors_errand)",
    "a case ended otherwise": "UPDATE cases_case SET outcome = 'withdrawn' WHERE id = (SELECT MAX(id) FROM cases_case)",
}


# What the audit must say of it, where another check would notice something as well.
NOTICED = {
    "a timer's step is lost": "lack steps",
    "a timer fired twice": "made steps that the map does not make",
    "a timer fired when its activity was over": "tick fired while no notice was under way",
    "a task was done twice": "made steps that the map does not make",
    "a finished task is gone": "finished tasks are not done",
    "an errand is made twice": "not one errand for each time",
}


def plant(council, told, folder):
    """Each fault in a copy of the books of its own."""
    result = books.Audit()
    sound = step_books.audit(tampering.Copy(council, folder / "copy").council, told)
    result.expect(not sound.faults, f"sound books are called wrong: {sound.faults[:2]}")
    for what, sql in PLANTED.items():
        copy = tampering.Copy(council, folder / "copy")
        copy.change("PRAGMA foreign_keys = OFF")
        result.expect(copy.change(sql) == 1, f"{what}: nothing was changed")
        faults = step_books.audit(copy.council, told).faults
        result.expect(any(NOTICED.get(what, "") in fault for fault in faults), f"{what}: not noticed, but {faults[:2]}")
    result.expect(step_books.audit(council, twice_at_the_contractor(told)).faults, "an errand that arrived under two names: nothing was noticed")
    result.figures = {"planted": len(PLANTED) + 1}
    return result


def twice_at_the_contractor(told):
    name, errand = next(iter(told.arrived.items()))
    return step_books.Told(told.errands, told.finished, {**told.arrived, f"{name}1": errand})
