"""Two nodes serve two councils from two schemas of one PostgreSQL. What happens on one is seen on the other; either may
be killed."""
import random
import time

import books
import kills
import live_page
import program
import residents

OPENED = "cases.CaseOpened"
SOON = 1.0      # seconds until the other node's open page has heard
TOO_LONG = 8.0  # seconds that a killed node may stop anybody


class Town:
    """The councils, and the two programs that serve both."""

    def __init__(self, dsn, post, folder):
        table = folder / "councils.toml"
        table.write_text("".join(
            f'[{name}]\nname = "{name.upper()}"\ndsn = "{dsn}"\nschema = "{name}"\nhosts = ["{name}.localhost"]\n'
            f'folder = "{folder / name}"\n' for name in "ab"))
        self.councils = {name: program.PostgresCouncil(dsn, name, post.settings, ["--councils", str(table), "--council", name])
                         for name in "ab"}
        for name, council in self.councils.items():
            council.found(name)
        serving = program.Council(["--councils", str(table)], post.settings)
        self.nodes = [program.Program(serving, folder / f"node{i}.log") for i in (1, 2)]
        for node in self.nodes:
            node.start()
        self.errands = {name: [] for name in self.councils}
        self.post = post

    def page(self, node, name):
        return live_page.LivePage(node.port, f"{name}.localhost", self.councils[name].token)

    def report(self, node, name):
        """One report through one node; the moment of the thanks."""
        resident = residents.Resident(lambda: node.port, 1, f"{name}.localhost")
        errand = residents.Errand(len(self.errands[name]) + 1)
        deadline = time.monotonic() + 30
        while not errand.reference and time.monotonic() < deadline:
            errand.reference = resident.report(errand)
        self.errands[name].append(errand)
        resident.hang_up()
        return errand, time.monotonic()

    def crowds(self, node_of, pause):
        """Residents of both councils; `node_of(i)` is the node the i-th crowd turns to."""
        return [(name, residents.Crowd(lambda i=i: node_of(i).port, 3, pause, f"{name}.localhost"))
                for i in range(2) for name in self.councils]

    def send_home(self, crowds, result):
        for name, crowd in crowds:
            crowd.go_home()
            self.errands[name] += crowd.acknowledged()
            result.faults += crowd.problems()

    def settle(self):
        return all(kills.settle(council, 60) for council in self.councils.values())

    def stop(self):
        for node in self.nodes:
            if node.process.poll() is None:
                node.stop()

    def audit(self, result):
        """Both councils' books, and that neither shows the other's."""
        result.expect(self.settle(), "facts, jobs or letters are still under way")
        port = self.nodes[0].port
        for name, council in self.councils.items():
            others = {e.email for other, errands in self.errands.items() if other != name for e in errands}
            found = books.audit(council, self.errands[name], self.post, port, f"{name}.localhost", others)
            result.faults += [f"council {name}: {fault}" for fault in found.faults]
            for what, number in found.figures.items():
                result.figures[what] = result.figures.get(what, 0) + number
            other = "b" if name == "a" else "a"
            seen = self.errands[other][:20]
            hidden = books.not_found(port, seen, council.token, f"{name}.localhost")
            result.expect(len(hidden) == len(seen), f"council {name} finds reports of council {other}")


def watch(town, rounds):
    """A report at one node, and the open page at the other."""
    result = books.Audit()
    lags = []
    for name in town.councils:
        for here, there in (town.nodes, town.nodes[::-1]):
            page = town.page(there, name)
            for number in range(1, rounds + 1):
                _, thanked = town.report(here, name)
                heard = page.wait_for(OPENED, number, 10)
                lags.append(heard - thanked if heard else 10)
            page.close()
    result.expect(max(lags) <= SOON, f"an open page heard after {max(lags):.2f} s")
    result.figures = {"reports": len(lags), "ms at most until the other node's page heard": round(1000 * max(lags)),
                      "ms in the middle": round(1000 * sorted(lags)[len(lags) // 2])}
    return result


def work_together(town, seconds):
    """Both nodes at work at once: every job and letter once, and no letter twice."""
    result = books.Audit()
    crowds = town.crowds(lambda i: town.nodes[i], 0.05)
    time.sleep(seconds)
    town.send_home(crowds, result)
    town.audit(result)
    result.expect(result.figures["letters twice"] == 0, f"{result.figures['letters twice']} letters went twice while both lived")
    return result


def lose_either(town, times):
    """kill -9 of either, at random, while residents turn to the other. The load is one that both nodes carry with ease,
    so that a letter waits for the nodes and not in a queue."""
    result = books.Audit()
    gaps, letters = [], []
    for _ in range(times):
        victim, other = random.sample(town.nodes, 2)
        crowds = town.crowds(lambda i: (victim if victim.port and i == 0 else other), 0.4)
        time.sleep(random.uniform(0.5, 2))
        victim.kill()
        killed = time.monotonic()
        probes = [(town.report(other, name)) for name in town.councils]
        for errand, thanked in probes:
            arrived = town.post.wait_for(errand.email, 30)
            letters.append((arrived or thanked + 30) - thanked)
        time.sleep(max(0.0, killed + 2 - time.monotonic()))
        gaps += [crowd.longest_gap(killed, time.monotonic()) for _, crowd in crowds]
        victim.start()
        town.send_home(crowds, result)
    town.audit(result)
    result.expect(max(gaps) <= TOO_LONG, f"nobody was thanked for {max(gaps):.1f} s")
    result.expect(max(letters) <= TOO_LONG, f"no letter went for {max(letters):.1f} s")
    result.figures = {"kills": times, **result.figures, "s at most between two thanks": round(max(gaps), 2),
                      "s at most until a letter went again": round(max(letters), 2)}
    return result
