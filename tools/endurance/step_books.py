"""The audit of cases on their maps: what residents, officers and the contractor know, held against what the council's books say."""
import collections
import json

import books
import maps

# Holds at every moment, also while the program is at work: each sentence names rows that must not be there.
NEVER = {
    "cases on no map": "SELECT COUNT(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM casework_run r WHERE r.case_id = c.id)",
    "runs without a process": "SELECT COUNT(*) FROM casework_run r WHERE NOT EXISTS (SELECT 1 FROM bpmn_instance i WHERE i.id = r.instance)",
    "processes without a run": "SELECT COUNT(*) FROM bpmn_instance i WHERE NOT EXISTS (SELECT 1 FROM casework_run r WHERE r.instance = i.id)",
    "processes that wait for nothing": "SELECT COUNT(*) FROM bpmn_instance i WHERE i.status = 'running'"
                                       " AND NOT EXISTS (SELECT 1 FROM bpmn_wait w WHERE w.instance = i.id)",
    "processes that are over and wait": "SELECT COUNT(*) FROM bpmn_instance i WHERE i.status <> 'running'"
                                        " AND EXISTS (SELECT 1 FROM bpmn_wait w WHERE w.instance = i.id)",
    "incidents": "SELECT COUNT(*) FROM bpmn_instance WHERE incidents > 0",
    "runs whose process is over": "SELECT COUNT(*) FROM casework_run r JOIN bpmn_instance i ON i.id = r.instance"
                                  " WHERE (r.state = 'ended') <> (i.status <> 'running')",
    "runs over and cases open": "SELECT COUNT(*) FROM casework_run r JOIN cases_case c ON c.id = r.case_id"
                                " WHERE (r.state = 'ended') <> (c.state = 'closed')",
    "tasks nobody has": "SELECT COUNT(*) FROM bpmn_wait w WHERE w.kind = 'user' AND NOT EXISTS (SELECT 1 FROM casework_task t"
                        " JOIN casework_run r ON r.id = t.run WHERE r.instance = w.instance AND t.wait = w.number AND t.state = 'open')",
    "tasks no process waits for": "SELECT COUNT(*) FROM casework_task t JOIN casework_run r ON r.id = t.run WHERE t.state = 'open'"
                                  " AND NOT EXISTS (SELECT 1 FROM bpmn_wait w WHERE w.instance = r.instance AND w.number = t.wait)",
    "errands nobody carries out": "SELECT COUNT(*) FROM bpmn_wait w WHERE w.kind = 'service' AND NOT EXISTS (SELECT 1 FROM casework_errand e"
                                  " JOIN casework_run r ON r.id = e.run WHERE r.instance = w.instance AND e.wait = w.number AND e.settled_at IS NULL)",
    "errands unsent without a job": "SELECT COUNT(*) FROM connectors_errand e WHERE e.state IN ('waiting', 'sending') AND NOT EXISTS"
                                    " (SELECT 1 FROM jobs_job j WHERE j.kind = 'connectors.send' AND j.job_key = e.line AND j.state <> 'dead')",
    "errands stuck": "SELECT COUNT(*) FROM connectors_errand WHERE state = 'stuck'",
}

UNDER_WAY = ("SELECT (SELECT COUNT(*) FROM bpmn_instance WHERE status = 'running')"
             " + (SELECT COUNT(*) FROM connectors_errand WHERE state IN ('waiting', 'sending', 'sent')) AS under_way")


def look(council, result, when):
    """What must never be, asked in one sentence, so that it is one moment."""
    sql = " UNION ALL ".join(f"SELECT '{what}' AS what, ({each}) AS n" for what, each in NEVER.items())
    for what, count in council.rows(sql):
        result.expect(count == 0, f"{when}: {count} {what}")


class Told:
    """What people outside know in the end."""

    def __init__(self, errands, finished, arrived):
        self.errands = errands    # residents' reports that were thanked for
        self.finished = finished  # tasks whose end officers were told of
        self.arrived = arrived    # errands at the contractor, by name


class Case:
    """One case with all that the books hold of it."""

    def __init__(self, case, run, instance, ending, outcome):
        self.case, self.run, self.instance, self.ending, self.outcome = case, run, instance, ending, outcome
        self.report = None
        self.facts, self.tasks, self.errands = [], [], []

    def record(self):
        return collections.Counter((fact.phase, fact.element) for fact in self.facts)

    def at(self, element, phase):
        return [fact for fact in self.facts if fact.element == element and fact.phase == phase]

    def times_asked(self):
        return sum(len(self.at(element, "Started")) for element in maps.ERRANDS)


Fact = collections.namedtuple("Fact", "number phase element active at")
Task = collections.namedtuple("Task", "id element state")
Errand = collections.namedtuple("Errand", "name state outcome")


def read_cases(council):
    cases = {}
    for row in council.rows("SELECT r.case_id, r.id, r.instance, r.ending, c.outcome FROM casework_run r"
                            " JOIN cases_case c ON c.id = r.case_id ORDER BY r.id"):
        case = Case(*row)
        cases[case.instance] = case
    by_run = {case.run: case for case in cases.values()}
    by_case = {case.case: case for case in cases.values()}
    for subject, number, kind, at, data in council.rows(
            "SELECT subject, number, kind, at, data FROM journal_fact WHERE subject_kind = 'process' ORDER BY subject, number"):
        said = json.loads(data)
        fact = Fact(number, kind.removeprefix("bpmn.Element"), said["element"], said.get("number", 0), at)
        cases.setdefault(subject, Case(None, None, subject, "", "")).facts.append(fact)
    nobody = Case(None, None, None, "", "")  # what belongs to no case; `NEVER` has it
    for run, task, element, state in council.rows("SELECT run, id, element, state FROM casework_task ORDER BY done_at, id"):
        by_run.get(run, nobody).tasks.append(Task(task, element, state))
    for case, errand, state, outcome in council.rows("SELECT subject, id, state, outcome FROM connectors_errand ORDER BY line, place"):
        by_case.get(case, nobody).errands.append(Errand(f"errand_{errand}", state, outcome))
    return cases


def audit(council, told):
    """Every report has one case, every case went along its map to the end, every element as often as the map says."""
    result = books.Audit()
    look(council, result, "in the end")
    kept = books.check_reports(council, told.errands, result)
    cases = read_cases(council)
    by_case = {case.case: case for case in cases.values()}
    result.expect(len(by_case) == len(cases), f"{len(cases)} runs of {len(by_case)} cases")
    known = {errand.word: errand for errand in told.errands}
    for word, rows in kept.items():
        if word in known and rows[0][2] in by_case:
            by_case[rows[0][2]].report = known[word]
    check_tasks(cases, told, result)
    check_errands(cases, told, result)
    check_walks(cases, told, result)
    check_actives(cases, result)
    check_timers(cases, result)
    result.figures |= {"cases": len(cases), "facts of elements": sum(len(case.facts) for case in cases.values())}
    return result


def check_tasks(cases, told, result):
    """Who was told that a task is finished was told so once, and it is; and nothing is finished that nobody was told of."""
    by_task = {task.id: task for case in cases.values() for task in case.tasks}
    times = collections.Counter(finished.task for finished in told.finished)
    result.expect_none((task for task, count in times.items() if count > 1), "tasks were finished twice")
    result.expect_none((task for task in times if task not in by_task or by_task[task].state != "done"), "finished tasks are not done")
    states = collections.defaultdict(list)
    for task in by_task.values():
        states[task.state].append(task.id)
    result.expect_none((task for task in states["done"] if task not in times), "tasks are done that nobody finished")
    result.expect_none(states["open"] + states["resting"], "tasks are still open")
    result.figures["tasks finished"] = len(times)


def check_errands(cases, told, result):
    """The contractor has each errand once, as often as its case came to an element that asks for it."""
    made = {errand.name: errand for case in cases.values() for errand in case.errands}
    answered = {name: errand for name, errand in made.items() if errand.state == "answered"}
    arrived = told.arrived
    result.expect_none((name for name in arrived if name not in made), "errands arrived that nobody made")
    result.expect_none((name for name in answered if name not in arrived), "answered errands never arrived")
    result.expect_none((name for name, errand in made.items() if errand.state not in ("answered", "given_up")), "errands are under way still")
    result.expect_none((name for name, errand in arrived.items() if errand.get("differed")), "errands said something else when they came again")
    result.expect_none((name for name, errand in answered.items() if name in arrived and errand.outcome != arrived[name].get("outcome")),
                       "errands are answered otherwise than the contractor did")
    result.expect_none((case.case for case in cases.values() if len(case.errands) != case.times_asked()),
                       "cases have not one errand for each time that they came to ask")
    result.figures |= {"errands": len(told.arrived), "errands repeated": sum(errand["came"] - 1 for errand in told.arrived.values())}


def check_walks(cases, told, result):
    """Every case made the steps of its map, no more and no less."""
    answers = {finished.task: finished.answers for finished in told.finished}
    result.expect_none((case.instance for case in cases.values() if not case.report), "processes belong to no report")
    differ = {what: [] for what in ("did not come to their end", "lack steps", "made steps that the map does not make", "were told answers without effect",
                                    "ended otherwise")}
    for case in cases.values():
        if not case.report:
            continue
        given = collections.defaultdict(list)
        for task in case.tasks:
            if task.id in answers:
                given[task.element].append(answers[task.id])
        outcomes = [told.arrived[errand.name].get("outcome") for errand in case.errands if errand.name in told.arrived]
        record = case.record()
        walk = maps.Walk(given, outcomes, record)
        try:
            maps.MAPS[case.report.service](walk, case.report.answers)
        except maps.GoesOn as reason:
            differ["did not come to their end"].append(f"{case.case}: {reason}")
            continue
        for what, found in zip(differ, ((), walk.seen - record, record - walk.seen, walk.left_over(),
                                        walk.ending != case.ending or case.ending != case.outcome)):
            if found:
                differ[what].append(f"{case.case}: {dict(found) if isinstance(found, dict) else found or case.ending}")
    for what, found in differ.items():
        result.expect_none(found, f"cases {what}")


def check_actives(cases, result):
    """What is begun ends once; the facts of a process are numbered without a gap."""
    gaps, loose = [], []
    for case in cases.values():
        numbers = [fact.number for fact in case.facts]
        if numbers != list(range(1, len(numbers) + 1)):
            gaps.append(case.instance)
        begun = collections.Counter((fact.element, fact.active) for fact in case.facts if fact.active and fact.phase == "Started")
        ended = collections.Counter((fact.element, fact.active) for fact in case.facts if fact.active and fact.phase != "Started")
        if begun != ended or set(begun.values()) - {1}:
            loose.append(f"{case.instance}: {dict(begun - ended)} without an end, {dict(ended - begun)} without a start")
    result.expect_none(gaps, "processes whose facts are not numbered one after the other")
    result.expect_none(loose, "processes with elements that did not begin and end once")


def check_timers(cases, result):
    """No timer before its time, none twice. How late they were depends on when the program lived."""
    late = []
    for case in cases.values():
        ends = {(fact.element, fact.active): fact for fact in case.facts if fact.active and fact.phase != "Started"}
        for element, seconds in maps.OWN_TIMERS.items():
            for fact in case.at(element, "Started"):
                if (element, fact.active) in ends:
                    late.append((ends[element, fact.active].at - fact.at - seconds * 10**6, element, case.case))
        for element, (activity, seconds, repeats) in maps.ATTACHED_TIMERS.items():
            # What came before what is said by the facts' numbers. Their times may cross: a transaction has the time at which it began, and one that
            # began earlier may have to let another go first.
            spans = [(fact, ends.get((activity, fact.active))) for fact in case.at(activity, "Started")]
            inside = collections.Counter()
            for fired in case.at(element, "Completed"):
                begin = next((begin for begin, end in spans if begin.number < fired.number and (not end or fired.number < end.number)), None)
                result.expect(begin, f"case {case.case}: {element} fired while no {activity} was under way")
                if begin:
                    inside[begin] += 1
                    due = seconds * 10**6 * (inside[begin] if repeats else 1)
                    late.append((fired.at - begin.at - due, element, case.case))
            once = repeats or all(count == 1 for count in inside.values())
            result.expect(once, f"case {case.case}: {element} fired more than once for one {activity}")
    result.expect_none((f"{element} of case {case}, {-by / 10**6} s" for by, element, case in late if by < 0), "timers fired before their time")
    result.figures |= {"timers fired": len(late), "s late at most": round(max(late, default=(0,))[0] / 10**6, 1)}


def check_letters(council, post, result):
    """Every letter on record came; again only under the same Message-ID."""
    promised = collections.defaultdict(set)
    for address, message_id in council.rows("SELECT address, message_id FROM notifications_message"):
        promised[address].add(message_id)
    arrived = post.by_address()
    result.expect_none((to for to in promised if promised[to] != set(arrived.get(to, ()))),
                       "people did not get the letters that are on record, and no others")
    result.expect_none((to for to in arrived if to not in promised), "letters came that are not on record")
    result.figures["letters"] = sum(len(ids) for ids in promised.values())
    result.figures["letters twice"] = sum(len(ids) - len(set(ids)) for ids in arrived.values())
