"""Officers who finish tasks in the pages they have for it, and do not give up: what was not answered is sent again as it was."""
import html.parser
import http.client
import random
import re
import threading
import time
import urllib.parse

import program
import residents


class Forms(html.parser.HTMLParser):
    """The forms of a page: by address, what stands in them already, and what may be chosen."""

    def __init__(self, page):
        super().__init__()
        self.by_address = {}
        self.form = None
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        said = dict(pairs)
        if tag == "form":
            self.form = self.by_address.setdefault(said.get("action", ""), {"fields": {}, "choices": {}, "words": []})
        if not self.form or not said.get("name"):
            return
        if tag == "input" and said.get("type") == "radio":
            self.form["choices"].setdefault(said["name"], []).append(said["value"])
        elif tag == "input" and said.get("type") == "hidden":
            self.form["fields"][said["name"]] = said.get("value", "")
        elif tag in ("input", "textarea"):
            self.form["words"].append(said["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def at(self, ending):
        """The address and the form that is sent to an address with that ending; None where there is none."""
        return next(((address, form) for address, form in self.by_address.items() if address.endswith(ending)), None)


class Finished:
    """A task that an officer was told is finished, and what they answered."""

    def __init__(self, task, answers, by):
        self.task, self.answers, self.by = task, answers, by


class Staff(residents.Visitor):
    """Somebody who works for the council, signed in."""

    def send(self, path, fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields))

    def form(self, page, ending):
        answer, text = self.ask("GET", page)
        found = Forms(text).at(ending)
        if answer.status != 200 or not found:
            raise residents.Unexpected(f"{page}: {answer.status}, no form for {ending}: {text[:300]}")
        return found

    def fill_in(self, page, ending, **words):
        """Sends the form of a page; where it leads to."""
        address, form = self.form(page, ending)
        answer, text = self.send(address, {**form["fields"], **words})
        if answer.status != 303:
            problems = re.findall(r'govuk-error-message"[^>]*>(.*?)</p>', text, re.S)
            raise residents.Unexpected(f"{address}: {answer.status} {problems}")
        return answer.getheader("Location")

    def sign_in(self, email, password):
        self.fill_in("/staff/sign-in", "/staff/sign-in", email=email, password=password)
        return self


def add_officer(clerk, number):
    """A new colleague with every right that the clerk has and the skill that maps ask for, who has chosen a password."""
    email, first = f"officer{number}@example.org", f"a barge below bridge {number}"
    place = clerk.fill_in("/staff/admin/people/new", "/staff/admin/people", name=f"Officer {number}", email=email, password=first)
    clerk.fill_in(place.split("?")[0], "/grants", role="administrator")
    clerk.fill_in("/staff/skills", "/staff/skills", staff=place.split("?")[0].rsplit("/", 1)[1], skill="enforcement-evidence", length="for-good")
    Staff(clerk.find_port).sign_in(email, first).fill_in("/staff/account", "/password", current=first, password=program.PASSWORD)
    return email


class Officer(Staff, threading.Thread):
    """Does whatever is to be done, and answers by the dice. `about_to` is called before anything is sent."""

    def __init__(self, find_port, email, pause, about_to=lambda: None):
        threading.Thread.__init__(self, daemon=True)
        Staff.__init__(self, find_port)
        self.email, self.pause, self.about_to = email, pause, about_to
        self.finished, self.problems = [], []
        self.too_late = 0  # somebody else was quicker, or the case went on without it
        self.leaving = threading.Event()
        self.unsent = None

    def run(self):
        signed_in = False
        while not self.leaving.is_set() or self.unsent:
            try:
                if not signed_in:
                    self.sign_in(self.email, program.PASSWORD)
                    signed_in = True
                self.work() if self.unsent else self.choose()
            except (OSError, http.client.HTTPException):
                self.hang_up()
                time.sleep(0.02)
            except residents.Unexpected as problem:
                self.problems.append(f"{self.email}: {problem}")
                return

    def see(self, page):
        answer, text = self.ask("GET", page)
        if answer.status in (429, 503):
            raise OSError("later")
        return text if answer.status == 200 else ""

    def choose(self):
        tasks = re.findall(r'href="/staff/tasks/(\d+)"', self.see("/staff/work?list=all"))
        if not tasks:
            return time.sleep(0.2)
        task = random.choice(tasks)
        page = self.see(f"/staff/tasks/{task}")
        found = Forms(page).at("/completion")
        if not found and (case := re.search(r'<a href="(/staff/cases/\d+)" role="button"', page)):  # it ends with the case
            found = Forms(self.see(case[1])).at("/closure")
        if not found:
            return time.sleep(0.02)  # somebody else was quicker
        address, form = found
        answers = {name: random.choice(values) for name, values in form["choices"].items()}
        words = {name: "As we saw it" for name in form["words"] if name not in ("text", "photo")}
        self.unsent = (address, {**form["fields"], **words, **answers}, Finished(int(task), answers, self.email))

    def work(self):
        address, fields, finished = self.unsent
        self.about_to()
        answer, text = self.send(address, fields)
        if answer.status in (429, 503):
            return time.sleep(0.1)
        if answer.status not in (303, 403, 404, 409):
            raise residents.Unexpected(f"{address}: {answer.status} {text[:500]}")
        self.unsent = None
        if answer.status == 303 and "sign-in" not in answer.getheader("Location"):
            self.finished.append(finished)
            return time.sleep(random.expovariate(1 / self.pause))
        if answer.status == 303:
            raise residents.Unexpected("was signed out")
        self.too_late += 1


class Team:
    def __init__(self, find_port, emails, pause, about_to):
        self.officers = [Officer(find_port, email, pause, about_to) for email in emails]
        for officer in self.officers:
            officer.start()

    def go_home(self, patience=60):
        for officer in self.officers:
            officer.leaving.set()
        deadline = time.monotonic() + patience
        for officer in self.officers:
            officer.join(max(0, deadline - time.monotonic()))
            if officer.is_alive():
                officer.problems.append(f"{officer.email}: something stayed without an answer")

    def finished(self):
        return [each for officer in self.officers for each in list(officer.finished)]

    def problems(self):
        return [problem for officer in self.officers for problem in officer.problems]
