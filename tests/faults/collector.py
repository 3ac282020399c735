# SPDX-License-Identifier: GPL-3.0-or-later
"""A collector on loopback that answers as chance has it, and keeps every request that it read.

A request is in its file before anything is answered, so that whoever was answered is in the file."""
import json
import os
import random
import socket
import socketserver
import struct
import threading
import time

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"

# What it does, and how often. "arrives": whoever gets this answer whole has every reason to call it delivered.
MANNERS = {
    "200": 10, "204": 10, "slow": 3, "dribble": 2, "503": 4, "retry-after": 2, "429": 2, "404": 2, "302": 1, "html": 1,
    "half": 2, "silence": 1, "close": 3, "reset": 3, "reset before reading": 2, "kill": 5, "kill after": 4,
}
ARRIVES = {"200", "204", "slow", "dribble", "kill after"}


def answer(status, words, headers=b"", body=b""):
    return b"HTTP/1.1 %d %s\r\n%sContent-Length: %d\r\n\r\n%s" % (status, words, headers, len(body), body)


GOOD = answer(200, b"OK", b"Content-Type: image/gif\r\n", GIF)
ANSWERS = {
    "200": GOOD,
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "slow": GOOD,
    "kill after": GOOD,
    "503": answer(503, b"Busy", b"", b"later"),
    "retry-after": answer(503, b"Busy", b"Retry-After: 1\r\n"),
    "429": answer(429, b"Slowly", b"Retry-After: 1\r\n"),
    "404": answer(404, b"Not here"),
    "302": answer(302, b"There", b"Location: /elsewhere\r\n"),
    "html": answer(200, b"OK", b"Content-Type: text/html\r\n", b"<!DOCTYPE html><html>Sign in to Wi-Fi</html>"),
}


class Collector(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, file, seed, on_kill):
        super().__init__(("127.0.0.1", 0), Connection)
        self.on_kill = on_kill
        self.peaceful = False
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def manner(self):
        with self._lock:
            if self.peaceful:
                return "200"
            return self._random.choices(list(MANNERS), MANNERS.values())[0]

    def keep(self, target, manner):
        line = json.dumps({"target": target, "manner": manner, "ms": int(time.time() * 1000)}) + "\n"
        with self._lock:
            os.write(self._file, line.encode())

    def stop(self):
        self.shutdown()
        self.server_close()
        os.close(self._file)

    def handle_error(self, request, client_address):
        pass  # who was killed does not listen any more


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        unread = b""
        while True:
            manner = self.server.manner()
            if manner == "reset before reading":
                return self.reset()
            while b"\r\n\r\n" not in unread:
                more = self.request.recv(65536)
                if not more:
                    return None
                unread += more
            head, unread = unread.split(b"\r\n\r\n", 1)
            self.server.keep(head.split(b" ", 2)[1].decode("ascii"), manner)
            if not self.act(manner):
                return None

    def act(self, manner):
        """Whether the connection goes on."""
        if manner == "silence":
            self.request.settimeout(20)
            self.request.recv(1)
            return False
        if manner == "close":
            return False
        if manner == "reset":
            return self.reset()
        if manner == "kill":
            self.server.on_kill()
            return False
        if manner == "half":
            self.request.sendall(GOOD[:-5])
            return False
        if manner == "slow":
            time.sleep(0.1)
        if manner == "dribble":
            for byte in GOOD:
                self.request.sendall(bytes((byte,)))
                time.sleep(0.001)
            return True
        self.request.sendall(ANSWERS[manner])
        if manner == "kill after":
            self.server.on_kill()
        return True

    def reset(self):
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()
        return False
