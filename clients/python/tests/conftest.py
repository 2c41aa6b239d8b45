"""One server for all tests, started as the client itself starts it."""

from collections.abc import Iterator

import pytest

from oikos_env import Server


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
