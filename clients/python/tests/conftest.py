"""One server for all tests, started as the client itself starts it."""

from collections.abc import Iterator

import pytest

from oikos_env import Batch, Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def address(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server that every environment of the test connects to."""
    monkeypatch.setenv("OIKOS_ADDRESS", server.address)
    return server.address


@pytest.fixture
def comparable(address: str) -> tuple[str, ...]:
    """Pictures whose every bit is the same however many are drawn: all on the driver that ships, none on others."""
    batch = Batch(sensors=("rgb",), width=16, height=16)
    batch.close()
    return ("rgb", "depth") if (batch.device or "").startswith("swiftshader") else ()
