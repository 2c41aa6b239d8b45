"""A server of one's own: found, started, shared by the environments of this process, and ended."""

from __future__ import annotations

import atexit
import json
import os
import queue
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

from .errors import OikosConnectionError

START_SECONDS = 120.0
STOP_SECONDS = 10.0


def find_command() -> list[str]:
    """The command that runs oikos: ``OIKOS_COMMAND``, or the checkout that this package or the working directory lies
    in, or ``oikos`` of the path, or of ``node_modules``.

    Raises:
        OikosConnectionError: None of them is there.
    """
    told = os.environ.get("OIKOS_COMMAND")
    if told:
        return shlex.split(told)
    node = shutil.which("node")
    checkout = _checkout(Path(__file__).resolve()) or _checkout(Path.cwd() / "package.json")
    if node and checkout:
        return [node, str(checkout / "bin" / "oikos.js")]
    program = shutil.which("oikos") or shutil.which("oikos", path=str(Path("node_modules", ".bin").absolute()))
    if program:
        return [program]
    raise OikosConnectionError(
        "Server: there is no oikos here; install it and Node.js, work in its checkout, "
        "set OIKOS_COMMAND, or give the address of a running server."
    )


def _checkout(file: Path) -> Path | None:
    """The checkout of oikos that a file lies in, if any."""
    for folder in file.parents:
        manifest = folder / "package.json"
        if (folder / "bin" / "oikos.js").is_file() and manifest.is_file():
            return folder if json.loads(manifest.read_text("utf-8")).get("name") == "oikos" else None
    return None


class Server:
    """``oikos serve`` on a free port of this machine, ended by ``close``, at exit, and when this process is killed.

    Raises:
        OikosConnectionError: It does not start; the message ends with its own last words.
    """

    def __init__(self, command: list[str] | None = None) -> None:
        command = [*(command or find_command()), "serve", "--port", "0"]
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "oikos_env.keeper", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "PYTHONPATH": _python_path()},
            # Ctrl-C is for the learner, which may want to step once more before it ends.
            start_new_session=True,
        )
        atexit.register(self.close)
        try:
            self.address = self._await_address()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends the server; it may be called twice."""
        atexit.unregister(self.close)
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    @property
    def is_running(self) -> bool:
        """Whether it still answers, as far as its process tells."""
        return self._process.poll() is None

    def _await_address(self) -> str:
        lines: queue.Queue[str] = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_read_lines, args=(self._process.stdout, lines), daemon=True).start()
        while True:
            try:
                line = lines.get(timeout=START_SECONDS)
            except queue.Empty:
                raise OikosConnectionError(
                    f"Server: no address came within {START_SECONDS:.0f} seconds; {self._last_words()}"
                ) from None
            if line.startswith("http"):
                return line.strip()
            if line == "":
                raise OikosConnectionError(f"Server: it ended before it began; {self._last_words()}")

    def _last_words(self) -> str:
        self._log.seek(0)
        words = self._log.read().decode("utf-8", "replace").strip().splitlines()
        # A crash of Node ends with its version, which explains nothing; what went wrong stands behind a colon.
        return next((line.strip() for line in reversed(words) if ": " in line), "it said nothing.")


def _read_lines(stream: IO[bytes], lines: queue.Queue[str]) -> None:
    """Reads to the end, so that the server never waits for a reader; the empty line is the end."""
    try:
        for line in stream:
            lines.put(line.decode("utf-8", "replace"))
    except ValueError:  # Closed while being read.
        pass
    lines.put("")


def _python_path() -> str:
    """Where the keeper is found, also when this package was not installed."""
    root = str(Path(__file__).resolve().parents[1])
    before = os.environ.get("PYTHONPATH")
    return f"{root}{os.pathsep}{before}" if before else root


class SharedServer:
    """The one server of this process: started for the first who needs it, ended when the last lets go."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._num_users = 0
        self._pid = os.getpid()

    def acquire(self) -> str:
        """The server's address; each call needs a ``release`` of it."""
        with self._lock:
            if self._pid != os.getpid():
                self._server, self._pid = None, os.getpid()
            if self._server is None or not self._server.is_running:
                self._server, self._num_users = Server(), 0
            self._num_users += 1
            return self._server.address

    def release(self, address: str) -> None:
        """Lets go of the server at that address."""
        with self._lock:
            # A forked process has no part in it, and one that broke down was replaced by another.
            if self._pid != os.getpid() or self._server is None or self._server.address != address:
                return
            self._num_users -= 1
            if self._num_users == 0:
                self._server.close()
                self._server = None


shared_server = SharedServer()
