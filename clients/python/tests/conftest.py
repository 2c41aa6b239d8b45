"""One server for all tests, started as the client itself starts it."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from oikos_env import Batch, Server
from oikos_env.connection import Connection


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


@pytest.fixture
def lose_episode(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """From now on the environment of an index has lost its episode, as far as answers tell."""
    request = Connection.request

    def lose(index: int) -> None:
        def answer_with_failure(connection: Connection, kind: str, **fields: Any) -> dict[str, Any]:
            answer = request(connection, kind, **fields)
            if answer["type"] != "results":
                return answer
            truncated = np.frombuffer(answer["truncated"], np.uint8).copy()
            goals = np.frombuffer(answer["observation"]["objectGoal"], "<i4").copy()
            truncated[index], goals[index] = 1, -1
            return {
                **answer,
                "observation": {**answer["observation"], "objectGoal": goals.tobytes()},
                "truncated": truncated.tobytes(),
                "failures": [{"index": index, "message": "no house"}],
            }

        monkeypatch.setattr(Connection, "request", answer_with_failure)

    return lose
