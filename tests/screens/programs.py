# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs as a person runs them: verbs, the window, collectors that answer as they are told."""
import contextlib
import email.utils
import http.server
import json
import os
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import threading
import time

AGENT = "desk 4"
PATIENCE_S = 60
KEYS_EVERY_S = 0.02
OPENS_IN_S = 0.7  # after its first painting the window has read its ledger
AFTER_ONCE_MS = 2000

# The smallest screen that the window is made for: dialogs measure themselves by it.
SMALL_SCREEN = {"screens": [{"name": "small", "x": 0, "y": 0, "width": 1280, "height": 720, "dpr": 1,
                             "logicalDpi": 96, "logicalBaseDpi": 96}]}
# Qt's offscreen screen with twice the dots an inch for the same size of a point: text and what is measured by it are
# doubled, nothing else is. QT_FONT_DPI will not do: since Qt 6 it scales the whole window, as QT_SCALE_FACTOR does.
LARGE_TEXT = {"screens": [{"name": "large text", "x": 0, "y": 0, "width": 1280, "height": 720, "dpr": 1,
                           "logicalDpi": 192, "logicalBaseDpi": 192}]}

# Of linux/input-event-codes.h, named as on the keyboard.
KEY_CODES = {"Tab": 15, "Enter": 28, "Ctrl": 29, "Shift": 42, "Alt": 56, "Down": 108, "Home": 102, "F1": 59,
             "comma": 51, "slash": 53,
             **dict(zip("qwertyuiop", range(16, 26))), **dict(zip("asdfghjkl", range(30, 39))),
             **dict(zip("zxcvbnm", range(44, 51)))}


# What surrounds the window while its picture is taken. All but the last need a name space of mounts or of networks of
# their own. $1 is the data folder, the rest is the window's command.
FILL = 'cat /dev/zero > "$1/filler" 2>/dev/null; true'
AROUND = {
    "offline": ("-rn", "true"),
    "full disk": ("-rm", 'cp -a "$1" "$1.kept" && mount -t tmpfs -o size=$(($(du -sk "$1" | cut -f1) + 200))k none "$1" && cp -a "$1.kept/." "$1" && '
                         'rm -r "$1.kept"; ' + FILL),
    "nearly full disk": ("-rm", 'cp -a "$1" "$1.kept" && mount -t tmpfs -o size=50m none "$1" && '
                                'cp -a "$1.kept/." "$1" && rm -r "$1.kept"'),
    "read-only folder": ("-rm", 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'),
}


def surrounded(around, data, command):
    if not around:
        return command
    space, before = AROUND[around]
    return ["unshare", space, "sh", "-c", f'{before}; shift; exec "$@"', "sh", data, *command]


def key_events(chords):
    """What a keyboard sends for these: names joined by +, one chord after the other."""
    events = b""
    for chord in chords:
        codes = [KEY_CODES[name] for name in chord.split("+")]
        for code, pressed in [(c, 1) for c in codes] + [(c, 0) for c in reversed(codes)]:
            events += struct.pack("llHHi", 0, 0, 1, code, pressed)
    return events


class Programs:
    def __init__(self, folder, work):
        self.folder = os.path.abspath(folder)
        self.work = work
        self.platforms = {}
        for text, screen in (("100", SMALL_SCREEN), ("200", LARGE_TEXT)):
            settings = os.path.join(work, f"text{text}.json")
            with open(settings, "w", encoding="ascii") as file:
                json.dump(screen, file)
            self.platforms[text] = f"offscreen:configfile={settings}"
        os.mkdir(os.path.join(work, "home"), 0o700)
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "ROOKERY_", "XDG_"))}
        self.environment = {**mine, "HOME": os.path.join(work, "home"), "XDG_RUNTIME_DIR": work, "TZ": "Europe/London",
                            "LC_ALL": "C.UTF-8", "XDG_DATA_DIRS": os.path.join(work, "none"),
                            "QT_LOGGING_RULES": "*.warning=false"}

    def cli(self, data, *words, ends=0, environment=()):
        """A verb of the command line. It must end as expected."""
        command = [f"{self.folder}/rookery-cli", "--data-dir", data, "--agent", AGENT, *words]
        run = subprocess.run(command, env={**self.environment, **dict(environment)}, capture_output=True, text=True, timeout=PATIENCE_S,
                             check=False)
        if run.returncode != ends:
            raise RuntimeError(f"{words}: ended with {run.returncode}, expected {ends}\n{run.stdout}{run.stderr}")
        return run.stdout

    def window(self, data, picture, *words, scheme="light", text="100", zoom="1", keys=(), once=(), around="",
               variables=()):
        """Starts the window, which takes its picture and ends. Until then the keys are pressed again and again: only
        the window knows when it listens, so they must be such that once or often is the same. Those that open a
        question may be pressed only once: when the window has been there for a moment."""
        command = [f"{self.folder}/rookery", "--data-dir", data, "--agent", AGENT, "--scheme", scheme,
                   "--screenshot", picture, *words, *(("--settle", str(AFTER_ONCE_MS)) if once else ())]
        command = surrounded(around, data, command)
        environment = {**self.environment, **dict(variables), "QT_QPA_PLATFORM": self.platforms[text],
                       "QT_SCALE_FACTOR": zoom, "ROOKERY_PRINT_FIRST_PAINT": "1"}
        with contextlib.ExitStack() as stack:
            said = stack.enter_context(open(os.path.join(self.work, "said"), "w+", encoding="utf-8"))
            keyboard = stack.enter_context(Keyboard()) if keys or once else None
            if keyboard:
                environment["QT_QPA_GENERIC_PLUGINS"] = f"evdevkeyboard:{keyboard.path}"
            window = stack.enter_context(subprocess.Popen(command, env=environment, stdout=said, stderr=said))
            stack.callback(window.kill)
            deadline = time.monotonic() + PATIENCE_S
            while once and b"first-paint" not in self.read(said):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    window.wait(KEYS_EVERY_S)
            if once:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    window.wait(OPENS_IN_S)
                keyboard.press(once)
            while window.poll() is None and time.monotonic() < deadline:
                if keys:
                    keyboard.press(keys)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    window.wait(KEYS_EVERY_S if keys else PATIENCE_S)
            if window.poll() != 0:
                said.seek(0)
                raise RuntimeError(f"{command}: ended with {window.returncode}\n{said.read()}")

    @staticmethod
    def read(file):
        return os.pread(file.fileno(), 65536, 0)

    @contextlib.contextmanager
    def collector(self, *answers, port=0):
        """The practice collector with these answers to the next events; its port."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", dir=self.work) as script:
            json.dump(answers, script)
            script.flush()
            command = [f"{self.folder}/rookery-cli", "practice", "--port", str(port), "--script", script.name]
            with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True) as process:
                try:
                    origin = process.stdout.readline().strip()
                    if not origin:
                        raise RuntimeError(f"{command}: does not listen")
                    yield int(origin.rpartition(":")[2])
                finally:
                    process.terminate()


class Keyboard:
    """A pipe that Qt takes for a keyboard's device file, which it wants to be under /dev."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="rookery-screens-", dir="/dev/shm")
        self.path = os.path.join(self.folder, "keyboard")
        os.mkfifo(self.path, 0o600)
        self.pipe = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)
        return self

    def press(self, chords):
        with contextlib.suppress(BlockingIOError):  # a full pipe has enough of them
            os.write(self.pipe, key_events(chords))

    def __exit__(self, *_):
        os.close(self.pipe)
        shutil.rmtree(self.folder)


class WrongClockCollector:
    """Takes everything, and says that it is 47 minutes earlier."""

    BEHIND_S = 47 * 60

    def __enter__(self):
        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.send_response(204)
                self.end_headers()

            def date_time_string(self, timestamp=None):
                return email.utils.formatdate(time.time() - WrongClockCollector.BEHIND_S, usegmt=True)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class SignInProxy:
    """Lets nobody through without a name and a password."""

    ANSWER = (b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"Example Ltd\"\r\n"
              b"Content-Length: 0\r\nConnection: close\r\n\r\n")

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def serve(self):
        with contextlib.suppress(OSError):  # closed: the end
            while True:
                caller, _ = self.listener.accept()
                with caller, contextlib.suppress(OSError):
                    caller.settimeout(PATIENCE_S)
                    caller.recv(65536)
                    caller.sendall(self.ANSWER)

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


class ExpiredCollector:
    """Speaks TLS as corvidae.example.com with a certificate that was good until May 2024."""

    CA = ("[ca]\ndefault_ca=own\n[own]\ndir=.\nnew_certs_dir=.\ndatabase=index.txt\nserial=serial\n"
          "default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n")
    NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    def __init__(self, work):
        self.folder = os.path.join(work, "tls")
        os.mkdir(self.folder, 0o700)
        self.ca_file = os.path.join(self.folder, "ca.pem")
        for name, content in {"ca.cnf": self.CA, "index.txt": "", "serial": "1000\n",
                              "names": "subjectAltName=DNS:corvidae.example.com\n"}.items():
            with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
                file.write(content)
        self.openssl("req", "-x509", *self.NEW_KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj",
                     "/CN=Screens CA")
        self.openssl("req", *self.NEW_KEY, "-keyout", "key.pem", "-out", "request.pem", "-subj",
                     "/CN=corvidae.example.com")
        self.openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", "request.pem",
                     "-out", "expired.pem", "-notext", "-extfile", "names", "-startdate", "20240101000000Z",
                     "-enddate", "20240503120000Z")

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True, timeout=PATIENCE_S)

    def __enter__(self):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(os.path.join(self.folder, "expired.pem"), os.path.join(self.folder, "key.pem"))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def serve(self):
        with contextlib.suppress(OSError):  # closed: the end
            while True:
                caller, _ = self.listener.accept()
                with caller, contextlib.suppress(OSError):  # they hang up, as they should
                    caller.settimeout(PATIENCE_S)
                    self.context.wrap_socket(caller, server_side=True).close()

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
