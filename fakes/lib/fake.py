"""What the fakes of other systems share: a door that can be down in many ways, and a control beside it."""
import json
import signal
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, *words):
        pass

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def say(self, status, body=b"", content_type="application/json", **headers):
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if isinstance(body, str):
            body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def hang_up(self):
        """With a reset, as a machine that was switched off."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
        raise ConnectionAbortedError


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass


class Fake:
    """Subclasses give `Door` (a Quiet with self.server.fake) and `control(method, path, body)`."""
    Door = Quiet

    def __init__(self, port, switches):
        self.lock = threading.RLock()
        self.switches = {"down": "", "down_for": 0, "clock": 0, **switches}
        self.port = port
        self.door = None
        self.calls = 0
        self.open()

    def open(self):
        if self.door is None:
            self.door = Server(("127.0.0.1", self.port), self.Door)
            self.door.fake = self
            self.port = self.door.server_address[1]
            threading.Thread(target=self.door.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        if self.door is not None:
            self.door.shutdown()
            self.door.server_close()
            self.door = None

    def now(self):
        return self.switches["clock"] or time.time()

    def set(self, switches):
        self.switches.update(switches)
        if self.switches["down"] == "refused":
            self.close()
        else:
            self.open()

    def mood(self):
        """How this call is treated."""
        with self.lock:
            self.calls += 1
            down = self.switches["down"]
            if down and self.switches["down_for"] > 0:
                self.switches["down_for"] -= 1
                if self.switches["down_for"] == 0:
                    self.switches["down"] = ""
            return down

    def misbehave(self, door, down):
        """True if the call was dealt with."""
        if down.isdigit():
            door.body()
            door.say(int(down), "<html>" + "sorry " * 100 + "</html>", "text/html", **({"Retry_After": "7"} if down == "503" else {}))
        elif down == "silent":
            door.body()
            time.sleep(20)
        elif down == "redirects":
            door.body()
            door.say(307, b"", Location="http://169.254.169.254/latest/meta-data/")
        elif down == "endless":
            door.body()
            door.send_response(200)
            door.send_header("Content-Type", "application/json")
            door.end_headers()
            while True:
                door.wfile.write(b"x" * 65536)
        else:
            return False
        return True

    def control(self, method, path, body):
        if (method, path) == ("PUT", "/switches"):
            self.set(body)
            return 200, self.switches
        return 404, {}


def run(fake):
    class Control(Quiet):
        def answer(self):
            body = self.body()
            status, said = fake.control(self.command, self.path, json.loads(body) if body else {})
            self.say(status, said)

        do_GET = do_PUT = do_POST = answer

    control = Server(("127.0.0.1", 0), Control)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("listening on http://127.0.0.1:%d" % fake.port, flush=True)
    print("controlled on http://127.0.0.1:%d" % control.server_address[1], flush=True)
    control.serve_forever(poll_interval=0.02)
