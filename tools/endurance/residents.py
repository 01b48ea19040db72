"""Residents who report missed bins, all at once, and do not give up: an unanswered report is sent again as it was."""
import http.client
import random
import re
import secrets
import threading
import time
import urllib.parse

BINS = ("general", "recycling", "paper", "garden", "food")


class Errand:
    """One report: known by a word nobody else uses, sent under one operation id until it is answered. What it says to the
    questions of its service is `answers`."""

    def __init__(self, number, service="missed-bin", answers=None):
        self.service = service
        self.path = f"/services/{service}/report"
        self.answers = answers or {"bin": random.choice(BINS), "details": "Not emptied"}
        # Letters only, so that no stemmer or splitter takes it apart.
        self.word = "zq" + "".join(random.choice("bcdfghjkmnpqrtvwxz") for _ in range(12)) + "q"
        self.operation = secrets.token_hex(16)
        self.email = f"{self.word}@example.org"
        self.fields = {"operation": self.operation, "location": f"{number} {self.word} Street", **self.answers,
                       "name": "Sam Fields", "email": self.email, "phone": ""}
        self.reference = None
        self.tries = 0


class Unexpected(Exception):
    """An answer that no resident should have."""


class Visitor:
    """A browser that keeps its cookies. `find_port` gives the port to try now, or None."""

    def __init__(self, find_port, host="127.0.0.1"):
        self.find_port, self.host = find_port, host
        self.connection, self.port, self.cookies = None, None, {}

    def hang_up(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(self, method, path, body=None):
        if not self.connection:
            port = self.find_port()
            if port is None:
                raise OSError("the program is down")
            self.port = port
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {"Host": f"{self.host}:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.getheader("Connection", "").lower() == "close":
            self.hang_up()
        return answer, text


class Resident(Visitor, threading.Thread):
    """`pause` is what a resident takes between two reports; `make_errand` makes the next one, by its number."""

    def __init__(self, find_port, pause, host="127.0.0.1", make_errand=Errand):
        threading.Thread.__init__(self, daemon=True)
        Visitor.__init__(self, find_port, host)
        self.pause, self.make_errand = pause, make_errand
        self.acknowledged, self.problems = [], []
        self.csrf = None
        self.leaving = threading.Event()
        self.answered_at = []  # monotonic, one per acknowledgement
        self.put_off = 0  # answers that said: later

    def run(self):
        number = 0
        errand = None
        while not self.leaving.is_set() or errand:
            if not errand:
                number += 1
                errand = self.make_errand(number)
            try:
                reference = self.report(errand)
            except (OSError, http.client.HTTPException):
                self.hang_up()
                time.sleep(0.02)
                continue
            except Unexpected as problem:
                self.problems.append(str(problem))
                return
            if reference is None:
                self.put_off += 1
                time.sleep(0.1)
                continue
            self.answered_at.append(time.monotonic())
            if errand.reference not in (None, reference):
                self.problems.append(f"{errand.word} was {errand.reference} and became {reference}")
            again = errand.reference is None and random.random() < 0.05
            if errand.reference is None:
                errand.reference = reference
                self.acknowledged.append(errand)
            if not again:  # a few press the button twice
                errand = None
                time.sleep(random.expovariate(1 / self.pause))

    def open_form(self, path):
        answer, text = self.ask("GET", path)
        token = re.search(r'name="csrf" value="([^"]+)"', text)
        if answer.status >= 500:
            raise OSError(f"the form: {answer.status}")
        if not token:
            raise Unexpected(f"the form: {answer.status} {text[:300]}")
        self.csrf = token[1]

    def report(self, errand):
        """The reference, or None where the program said: later."""
        if not self.csrf:
            self.open_form(errand.path)
        errand.tries += 1
        answer, text = self.ask("POST", errand.path, urllib.parse.urlencode({"csrf": self.csrf, **errand.fields}))
        if answer.status == 303:
            return re.fullmatch(r"/requests/([^/]+)/sent", answer.getheader("Location"))[1]
        if answer.status in (429, 503):
            return None
        raise Unexpected(f"{errand.word}: {answer.status} {text[:500]}")


class Crowd:
    def __init__(self, find_port, people=8, pause=0.03, host="127.0.0.1", make_errand=Errand):
        self.residents = [Resident(find_port, pause, host, make_errand) for _ in range(people)]
        for resident in self.residents:
            resident.start()

    def go_home(self, patience=60):
        """Everybody finishes what they began."""
        for resident in self.residents:
            resident.leaving.set()
        deadline = time.monotonic() + patience
        for resident in self.residents:
            resident.join(max(0, deadline - time.monotonic()))
            if resident.is_alive():
                resident.problems.append("a report stayed without an answer")

    def acknowledged(self):
        return [errand for resident in self.residents for errand in list(resident.acknowledged)]

    def problems(self):
        return [problem for resident in self.residents for problem in resident.problems]

    def longest_gap(self, begin, end):
        moments = [begin, *sorted(m for r in self.residents for m in list(r.answered_at) if begin <= m <= end), end]
        return max(b - a for a, b in zip(moments, moments[1:]))
