"""The contractor's system (fakes/rounds): told of errands while it is up, and calls back late, twice, out of order."""
import http.client
import json
import random
import subprocess
import threading
import time
import urllib.error
import urllib.request

import officers
import program
import residents

SECRET = "whsec_cm91bmRzIGFuZCBjb25uZWN0b3Jz"
MOODS = ("", "", "", "", "503", "500", "drops", "refused")
CALLBACKS = ("once", "once", "twice", "again", "reversed")
SETTINGS = {"GUILDHALL_CONNECTORS_NETWORKS": "127.0.0.0/8", "GUILDHALL_CONNECTORS_SECONDS": "3", "GUILDHALL_SECRET_KEY": "5e" * 32}


class BackOffice(threading.Thread):
    """`find_port` gives where the council is served now, or None. `about_to` is called before it calls back."""

    def __init__(self, find_port, about_to):
        super().__init__(daemon=True)
        self.find_port, self.about_to = find_port, about_to
        self.process = subprocess.Popen([program.ROOT / "fakes/rounds/rounds", "--secret", SECRET], stdout=subprocess.PIPE, text=True)
        self.door, self.controls = (self.process.stdout.readline().split(" on ")[1].strip() for _ in range(2))
        self.closing, self.calm = threading.Event(), threading.Event()
        self.clerk = None  # whoever presses "try everything now"

    def control(self, method, path, body=None):
        request = urllib.request.Request(self.controls + path, json.dumps(body).encode() if body is not None else None, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())

    def connect(self, clerk):
        """Makes it known to the council."""
        self.clerk = clerk
        clerk.fill_in("/staff/connectors/new", "/staff/connectors/new", code="contractor", name="Contractor", way="webhook",
                      may_leave="place", address=f"{self.door}/errands", outcomes="cleared = cleared\nmissed = missed", services="",
                      per_minute="0", ask_minutes="15", jurisdiction="")
        clerk.fill_in("/staff/connectors/contractor/settings", "/secret", secret=SECRET)

    def run(self):
        self.control("PUT", "/switches", {"secret": SECRET, "stubborn": True, "outcomes": ["cleared", "cleared", "missed"]})
        while not self.closing.is_set():
            time.sleep(random.uniform(0.1, 1.2))
            if port := self.find_port():
                try:
                    self.live_a_while(port)
                except (OSError, http.client.HTTPException):
                    pass  # its own door was taken meanwhile, or would not open: the next time

    def live_a_while(self, port):
        calm = self.calm.is_set()
        mood = {"callbacks": random.choice(CALLBACKS), "down": "" if calm else random.choice(MOODS), "down_for": random.randint(1, 3)}
        self.control("PUT", "/switches", {"url": f"http://127.0.0.1:{port}/hooks/contractor", **mood})
        if calm or random.random() < 0.1:
            self.try_now()
        self.about_to()
        self.control("POST", "/work")

    def try_now(self):
        try:
            self.clerk.fill_in("/staff/connectors/contractor", "/trial")
        except (OSError, http.client.HTTPException, residents.Unexpected):
            self.clerk.hang_up()

    def errands(self):
        """What arrived, by the name it came under."""
        return {errand["name"]: errand for errand in self.control("GET", "/state")["errands"]}

    def close(self):
        self.closing.set()
        if self.is_alive():
            self.join(60)
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
