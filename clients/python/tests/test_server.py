"""A server of one's own is found, started, shared and ended."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from oikos_env import Batch, OikosConnectionError, Server
from oikos_env.connection import socket_url
from oikos_env.server import find_command

#: Says its own process id and an address, as a server does that never ends by itself.
FAKE = """
import os, sys, time
with open(sys.argv[1], "w") as file:
    file.write(str(os.getpid()))
print("http://127.0.0.1:1/", flush=True)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that ended but was not waited for has no command line.
    return Path(f"/proc/{pid}/cmdline").read_bytes() != b"" if Path("/proc").is_dir() else True


def await_end(pid: int) -> None:
    deadline = time.monotonic() + 10
    while is_alive(pid):
        assert time.monotonic() < deadline, f"{pid} is still there"
        time.sleep(0.05)


def await_pid(file: Path) -> int:
    deadline = time.monotonic() + 20
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return int(file.read_text())


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a program in the server's place; the file that will hold its process id."""
    program = tmp_path / "fake.py"
    program.write_text(FAKE)
    pid = tmp_path / "pid"
    monkeypatch.setenv("OIKOS_COMMAND", shlex.join([sys.executable, str(program), str(pid)]))
    return pid


def test_close_ends_the_server(fake: Path) -> None:
    server = Server()
    assert server.address == "http://127.0.0.1:1/" and server.is_running
    pid = await_pid(fake)
    server.close()
    await_end(pid)
    server.close()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")
def test_a_killed_process_leaves_no_server_behind(fake: Path) -> None:
    call = "import oikos_env.server, time; s = oikos_env.server.Server(); time.sleep(600)"
    learner = subprocess.Popen([sys.executable, "-c", call])
    pid = await_pid(fake)
    learner.send_signal(signal.SIGKILL)
    learner.wait()
    await_end(pid)


def test_an_uncaught_error_leaves_no_server_behind(fake: Path) -> None:
    call = "import oikos_env.server; s = oikos_env.server.Server(); raise SystemExit(3)"
    assert subprocess.run([sys.executable, "-c", call]).returncode == 3
    await_end(await_pid(fake))


def test_a_server_that_does_not_start_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "oikos serve: no GPU here; try another machine"
    call = shlex.join([sys.executable, "-c", f"import sys; sys.exit({words!r})"])
    monkeypatch.setenv("OIKOS_COMMAND", call)
    with pytest.raises(OikosConnectionError, match="no GPU here"):
        Server()


def test_a_checkout_is_found_by_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout, inside = tmp_path / "checkout", tmp_path / "checkout" / "runs"
    (checkout / "bin").mkdir(parents=True)
    inside.mkdir()
    (checkout / "bin" / "oikos.js").touch()
    (checkout / "package.json").write_text('{"name": "oikos"}')
    monkeypatch.delenv("OIKOS_COMMAND", raising=False)
    monkeypatch.setattr("oikos_env.server.__file__", str(tmp_path / "site-packages" / "oikos_env" / "server.py"))
    monkeypatch.setattr("shutil.which", lambda name, path=None: "/bin/node" if name == "node" else None)
    monkeypatch.chdir(inside)
    assert find_command() == ["/bin/node", str(checkout / "bin" / "oikos.js")]
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OikosConnectionError, match="there is no oikos here"):
        find_command()


def test_nobody_at_the_address_is_said_plainly() -> None:
    with pytest.raises(OikosConnectionError, match="no oikos server answers at 127.0.0.1:9"):
        Batch(address="127.0.0.1:9")


def test_environments_share_one_server_and_the_last_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OIKOS_ADDRESS", raising=False)
    from oikos_env.server import shared_server

    options: dict[str, Any] = {"task": "pointnav", "sensors": (), "level": "kinematic", "rooms": 1}
    first, second = Batch(**options), Batch(**options)
    running = shared_server._server
    assert running is not None and running.is_running
    first.close()
    assert running.is_running
    second.close()
    assert not running.is_running


def test_a_server_that_breaks_down_is_said_plainly_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OIKOS_ADDRESS", raising=False)
    from oikos_env.server import shared_server

    options: dict[str, Any] = {"task": "pointnav", "sensors": (), "level": "kinematic", "rooms": 1}
    orphan = Batch(**options)
    assert shared_server._server is not None
    shared_server._server.close()
    with pytest.raises(OikosConnectionError, match="lost http://127.0.0.1"):
        orphan.reset([1])
    successor = Batch(**options)
    orphan.close()
    assert successor.reset([1]).began[0].seed == "1/train/episode-0"
    successor.close()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8080/#token=a%20b", ("ws://127.0.0.1:8080/ws", "a b")),
        ("ws://localhost:1/ws", ("ws://localhost:1/ws", None)),
        ("[::1]:8080", ("ws://[::1]:8080/ws", None)),
        ("https://house.example/", ("wss://house.example/ws", None)),
    ],
)
def test_an_address_may_be_written_in_any_usual_way(address: str, expected: tuple[str, str | None]) -> None:
    assert socket_url(address) == expected
