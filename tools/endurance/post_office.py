"""Where letters arrive: a mail server in this process, or the folder that stands in for one."""
import collections
import re
import socketserver
import threading
import time


class PostOffice:
    """Takes every letter over SMTP and keeps, for each address, the Message-IDs in the order they came."""

    def __init__(self):
        self.letters = collections.defaultdict(list)
        self.lock = threading.Lock()
        office = self

        class Counter(socketserver.StreamRequestHandler):
            def handle(self):
                office.serve(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads, request_queue_size = True, True, 64

            def handle_error(self, request, address):
                pass  # a killed program hangs up in the middle of a word

        self.server = Server(("127.0.0.1", 0), Counter)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.settings = {"GUILDHALL_SMTP_URL": f"smtp://127.0.0.1:{self.server.server_address[1]}",
                         "GUILDHALL_MAIL_FROM": "council@example.org"}

    def serve(self, lines, answer):
        say = lambda text: (answer.write(text.encode() + b"\r\n"), answer.flush())
        say("220 post office")
        to = None
        while line := lines.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                return say("221 bye")
            if verb == b"RCPT":
                to = re.search(rb"<([^>]*)>", line)[1].decode()
            if verb == b"DATA":
                say("354 go on")
                letter = read_letter(lines)
                if letter is None:
                    return  # the sender died before the end: not taken
                self.take(to, letter)
            say("250 ok")

    def take(self, to, letter):
        with self.lock:
            self.letters[to].append(message_id_of(letter))

    def wait_for(self, address, patience):
        """The moment the first letter to an address arrived, or None."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            with self.lock:
                if address in self.letters:
                    return time.monotonic()
            time.sleep(0.02)
        return None

    def by_address(self):
        with self.lock:
            return {to: list(ids) for to, ids in self.letters.items()}

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Folder:
    """Letters as files, for power cuts: a file that was not synced is gone."""

    def __init__(self, path):
        self.path = path
        self.settings = {"GUILDHALL_MAIL_FOLDER": str(path)}

    def by_address(self):
        letters = collections.defaultdict(list)
        for file in self.path.glob("*.eml") if self.path.exists() else ():
            text = file.read_bytes()
            to = re.search(rb"^To:.*?([^\s<>]+@[^\s<>]+)", text, re.M)
            letters[to[1].decode() if to else f"nobody, in {file.name}"].append(message_id_of(text))
        return dict(letters)

    def close(self):
        pass


def read_letter(lines):
    letter = []
    while line := lines.readline():
        if line == b".\r\n":
            return b"".join(letter)
        letter.append(line)
    return None


def message_id_of(letter):
    found = re.search(rb"^Message-ID:\s*<([^>]+)>", letter, re.M | re.I)
    return found[1].decode() if found else ""
