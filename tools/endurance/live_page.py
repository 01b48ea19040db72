"""An open page: one WebSocket to /live that notes when it hears of what."""
import json
import os
import base64
import socket
import struct
import threading
import time


class LivePage(threading.Thread):
    """Hears `topic` at one node as the holder of `token`. `heard` holds (moment, message); `kinds` what was announced."""

    def __init__(self, port, host, token, topic="cases"):
        super().__init__(daemon=True)
        self.heard = []
        self.news = threading.Condition()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /live?topic={topic} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
                             f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                             f"Sec-Fetch-Site: same-origin\r\nAuthorization: Bearer {token}\r\n\r\n").encode())
        self.reader = self.socket.makefile("rb")
        status = self.reader.readline().decode()
        if " 101 " not in status:
            raise RuntimeError(f"/live: {status.strip()}")
        while self.reader.readline().strip():
            pass
        self.start()

    def run(self):
        try:
            while frame := self.read_frame():
                kind, body = frame
                if kind == 9:
                    self.send_frame(10, body)
                if kind == 1:
                    with self.news:
                        self.heard.append((time.monotonic(), json.loads(body)))
                        self.news.notify_all()
        except OSError:
            pass  # its node was killed, or nobody looks any more

    def read_frame(self):
        head = self.reader.read(2)
        if len(head) < 2:
            return None
        length = head[1] & 0x7F
        if length == 126:
            length = struct.unpack(">H", self.reader.read(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self.reader.read(8))[0]
        return head[0] & 0x0F, self.reader.read(length)

    def send_frame(self, kind, body):
        mask = os.urandom(4)
        masked = bytes(b ^ mask[i % 4] for i, b in enumerate(body))
        self.socket.sendall(bytes([0x80 | kind, 0x80 | len(body)]) + mask + masked)

    def count(self, kind):
        with self.news:
            return sum(1 for _, message in self.heard if message.get("data", {}).get("kind") == kind)

    def wait_for(self, kind, count, patience):
        """The moment at which that many facts of a kind had been heard; None if they were not in time."""
        deadline = time.monotonic() + patience
        with self.news:
            while True:
                moments = [moment for moment, message in self.heard if message.get("data", {}).get("kind") == kind]
                if len(moments) >= count:
                    return moments[count - 1]
                if not self.news.wait(max(0, deadline - time.monotonic())):
                    return None

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
