"""What must have happened on a map, told by a plain walk along it: the resident's answers, the officers', and the contractor's decide.

Only where people and a clock race does the walk ask the record which was first (`happened`); all the rest follows from it."""
import collections


class GoesOn(Exception):
    """The walk needs an answer that nobody gave: the case has not come to its end."""


class Walk:
    """Counts the transitions that a case must have made. `answers`: by element, what officers answered there, in order.
    `outcomes`: what the contractor answered, in order. `record`: the transitions that were made."""

    def __init__(self, answers, outcomes, record):
        self.answers = {element: list(given) for element, given in answers.items()}
        self.outcomes, self.record = list(outcomes), record
        self.seen = collections.Counter()
        self.ending = ""

    def through(self, *elements):
        """Gateways and events that take no time."""
        self.seen.update(("Completed", element) for element in elements)

    def do(self, element):
        """What takes time, from its start to its end."""
        self.seen[("Started", element)] += 1
        self.through(element)

    def break_off(self, element):
        self.seen[("Started", element)] += 1
        self.seen[("Cancelled", element)] += 1

    def begin(self, process, start):
        self.do(process)
        self.through(start)

    def task(self, element):
        self.do(element)
        if not self.answers.get(element):
            raise GoesOn(f"nobody finished {element}")
        return self.answers[element].pop(0)

    def errand(self, element):
        self.do(element)
        if not self.outcomes:
            raise GoesOn(f"the contractor did not answer {element}")
        return self.outcomes.pop(0)

    def end(self, element, outcome):
        self.through(element)
        self.ending = outcome

    def happened(self, element):
        return self.record[("Completed", element)]

    def left_over(self):
        """Elements at which more was answered than the map asks for."""
        return [element for element, given in self.answers.items() if given]


def work_map(walk, _):
    walk.begin("work_map", "received")
    walk.end("done", walk.task("work")["outcome"])


def who_goes(report):
    """services/streets/fly-tipping/triage.dmn, in its order."""
    if report["what"] == "hazardous":
        return "contractor"
    if report["danger"] == "road":
        return "crew"
    if report["seen"] or (report["what"] in ("rubble", "tyres") and report["size"] in ("van", "lorry")):
        return "enforcement"
    return "contractor" if report["size"] == "lorry" else "crew"


def fly_tipping(walk, report):
    walk.begin("fly_tipping", "reported")
    walk.through("came_back", "who_goes")
    walk.do("triage")
    route = who_goes(report)
    found = route == "enforcement" and walk.task("evidence")["found"] == "yes"
    by_contractor = route == "contractor"
    while True:
        if not by_contractor:
            result = walk.task("clear")["result"]
            walk.through("result")
            if result in ("private_land", "not_found"):
                return walk.end({"private_land": "end_private", "not_found": "end_not_found"}[result], result)
            if result == "cleared":
                break
        outcome = walk.errand("contractor")
        walk.through("contractor_result")
        if outcome == "cleared":
            break
        how = walk.task("again")["how"]
        walk.through("how")
        if how == "nothing":
            return walk.end("end_not_found_later", "not_found")
        by_contractor = how == "contractor"
    walk.through("cleared")
    if not found:
        return walk.end("end_cleared", "cleared")
    while True:
        walk.task("action")
        agreed = walk.task("approve")["agreed"]
        walk.through("approved")
        if agreed == "yes":
            return walk.end("end_enforced", "enforced")


def street_party(walk, _):
    walk.begin("street_party", "asked")
    walk.through("both")
    looks, seen = 0, "again"
    while seen == "again":
        walk.through("anew")
        walk.do("rest")
        seen = walk.task("look")["seen"]
        walk.through("seen")
        looks += 1
    for _ in range(min(walk.happened("remind"), looks)):
        walk.through("remind", "said")
        walk.do("say_later")
    walk.do("notice")
    walk.through("posted", "over")
    walk.do("span")
    walk.through(*["tick", "ticked"] * 3)
    if walk.happened("too_late"):
        walk.break_off("fence")
        walk.through("too_late")
        walk.task("ring")
    else:
        walk.errand("fence")
    walk.through("fences", "ready")
    walk.do("day")
    walk.end("closed", "closed")


MAPS = {"missed-bin": work_map, "fly-tipping": fly_tipping, "street-party": street_party}

ERRANDS = ("contractor", "fence")  # elements at which the contractor is asked

# Seconds until a timer may fire: since it was begun itself; or since what it is attached to was, again and again where it repeats.
OWN_TIMERS = {"rest": 2, "span": 7, "day": 1}
ATTACHED_TIMERS = {"remind": ("look", 3, False), "tick": ("notice", 2, True), "too_late": ("fence", 6, False)}
