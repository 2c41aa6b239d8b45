"""Environments stepped together, as arrays; needs neither Gymnasium nor PettingZoo."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .connection import Connection
from .server import shared_server

#: The action number that lets an environment wait.
WAIT = 255


def snake_case(name: str) -> str:
    """``distanceToGoal`` as Python writes it: ``distance_to_goal``."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


@dataclass(frozen=True)
class Column:
    """What one column of an observation holds; its arrays have shape ``(num_envs, *shape)``."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    low: float
    high: float

    def view(self, data: bytes) -> NDArray[Any]:
        """A writable array of the column's bytes."""
        rows = np.frombuffer(data, self.dtype.newbyteorder("<")).astype(self.dtype, copy=True)
        return rows.reshape(-1, *self.shape)


@dataclass(frozen=True)
class Began:
    """An episode that began."""

    index: int
    seed: str
    house: str
    num_rooms: int
    instruction: str
    category: str | None
    geodesic_distance: float
    image_goal: NDArray[np.uint8] | None


@dataclass(frozen=True)
class Ended:
    """An episode that ended: by ``stop`` or by the step ``limit``."""

    index: int
    reason: str
    trace_hash: str
    measures: dict[str, float]


@dataclass(frozen=True)
class Results:
    """What N environments gave; arrays have N rows."""

    observation: dict[str, NDArray[Any]]
    reward: NDArray[np.float64]
    terminated: NDArray[np.bool_]
    truncated: NDArray[np.bool_]
    #: NaN where unknown.
    measures: dict[str, NDArray[np.float64]]
    began: list[Began]
    ended: list[Ended]
    #: By index, why a command could not be done; it cost a step and changed nothing.
    errors: dict[int, str]
    #: By index, what an environment lost its episode to; its row is blank and truncated, and a reset begins another.
    failures: dict[int, str]
    #: By index, the last observation of episodes that ended, where the next began in the same step.
    final: dict[int, dict[str, NDArray[Any]]]


class Batch:
    """N environments of one task that are reset, stepped and drawn together.

    Args:
        task: ``objectnav`` or another task.
        num_envs: N, 1 to 1024.
        split: Where houses come from: ``train``, ``val``, ``test`` or ``style``.
        sensors: Any of ``rgb``, ``depth``, ``semantic``, ``instance``, ``normal``; with none nothing is drawn.
        width: Of a picture, pixels.
        height: Of a picture, pixels.
        hfov_deg: Horizontal field of view, degrees.
        level: ``rigid`` simulates every body, ``kinematic`` moves those who walk, much faster.
        autoreset: ``disabled``, ``next-step`` or ``same-step``, as Gymnasium names them.
        rooms: How many rooms every house has, 1 to 10; drawn when left out.
        residents: How many people go about each house.
        step_limit: Actions after which an episode is truncated; the task's own when left out.
        agents: How many agents share one house, where ``num_envs`` is 1; rows are agents then.
        address: Of a running server; ``OIKOS_ADDRESS`` when left out, else a server is started and ended with this.
        token: What the server asks for; ``OIKOS_TOKEN`` when left out.

    Raises:
        OikosError: The server refuses an option, in its own words.
        OikosConnectionError: No server can be started or reached.
    """

    def __init__(
        self,
        task: str = "objectnav",
        num_envs: int = 1,
        *,
        split: str = "train",
        sensors: Sequence[str] = ("rgb", "depth"),
        width: int = 64,
        height: int = 64,
        hfov_deg: float = 79.0,
        level: str = "rigid",
        autoreset: str = "disabled",
        rooms: int | None = None,
        residents: int = 0,
        step_limit: int | None = None,
        agents: int = 1,
        address: str | None = None,
        token: str | None = None,
    ) -> None:
        address = address or os.environ.get("OIKOS_ADDRESS")
        self._closed = False
        self._acquired: str | None = None
        if address is None:
            address = self._acquired = shared_server.acquire()
        self._connection: Connection | None = None
        try:
            self._connection = Connection(address, token or os.environ.get("OIKOS_TOKEN"))
            made = self._connection.request(
                "make",
                task=task,
                split=split,
                numEnvs=num_envs,
                sensors=list(sensors),
                camera={"width": width, "height": height, "hfovDeg": hfov_deg},
                level=level,
                autoreset=autoreset,
                rooms=rooms,
                residents=residents,
                stepLimit=step_limit,
                agents=agents,
            )
        except BaseException:
            self.close()
            raise
        self._number: int = made["batch"]
        self._camera = (height, width)
        #: Rows of every array: environments, or the agents of one.
        self.num_rows: int = num_envs * agents
        self.task: str = made["task"]
        self.step_limit: int = made["stepLimit"]
        self.actions: tuple[str, ...] = tuple(made["actions"])
        self.categories: tuple[str, ...] = tuple(made["categories"])
        #: Who draws, in words; None where nothing is drawn.
        self.device: str | None = made["device"]
        self.columns: dict[str, Column] = {
            name: Column(np.dtype(space["dtype"]), tuple(space["shape"]), space["low"], space["high"])
            for name, space in made["observation"].items()
        }

    def reset(self, seeds: Sequence[int | str | None] | None = None, mask: NDArray[np.bool_] | None = None) -> Results:
        """Begins episodes in all environments, or in those of the mask.

        Args:
            seeds: For each environment a whole number S (the first episode of ``oikos eval --seed S``), a seed path
                such as ``1/val/episode-3``, or None for the episode after the last.
            mask: (N,) which environments.
        """
        given = None if seeds is None else [_plain(seed) for seed in seeds]
        bits = None if mask is None else np.asarray(mask, np.uint8).tobytes()
        return self._results("resetBatch", seeds=given, mask=bits)

    def step(self, actions: NDArray[np.integer[Any]] | Sequence[Any]) -> Results:
        """Takes one action in each environment.

        Args:
            actions: (N,) numbers of ``self.actions``, ``WAIT`` where an environment is to wait; or a list of N commands
                (a number, a map such as ``{"action": "Open", "target": "Fridge"}``, or None to wait).
        """
        if isinstance(actions, np.ndarray):
            return self._results("stepBatch", actions=actions.astype(np.uint8).tobytes())
        return self._results("stepBatch", actions=list(actions))

    def drive(self, velocities: NDArray[np.floating[Any]]) -> Results:
        """Drives each environment's agent for a quarter of a second.

        Args:
            velocities: (N, 2) metres per second (at most 1) and radians per second (at most pi), either way.
        """
        return self._results("stepBatch", velocities=np.asarray(velocities, "<f4").tobytes())

    def close(self) -> None:
        """Frees the environments, and ends the server that was started for them; it may be called twice."""
        if self._closed:
            return
        self._closed = True
        if self._connection is not None:
            self._connection.close()
        if self._acquired is not None:
            shared_server.release(self._acquired)

    def _results(self, kind: str, **fields: Any) -> Results:
        assert self._connection is not None
        answer = self._connection.request(kind, batch=self._number, **fields)
        final = answer["final"]
        return Results(
            observation=self._view(answer["observation"]),
            reward=np.frombuffer(answer["reward"], "<f8").copy(),
            terminated=np.frombuffer(answer["terminated"], np.uint8).astype(np.bool_),
            truncated=np.frombuffer(answer["truncated"], np.uint8).astype(np.bool_),
            measures={snake_case(name): np.frombuffer(data, "<f8") for name, data in answer["measures"].items()},
            began=[self._began(fact) for fact in answer["began"]],
            ended=[_ended(fact) for fact in answer["ended"]],
            errors=_messages(answer["errors"]),
            failures=_messages(answer["failures"]),
            final={} if final is None else self._final(final),
        )

    def _view(self, observation: Mapping[str, bytes]) -> dict[str, NDArray[Any]]:
        return {name: self.columns[name].view(data) for name, data in observation.items()}

    def _final(self, final: Mapping[str, Any]) -> dict[int, dict[str, NDArray[Any]]]:
        columns = self._view(final["observation"])
        indices = np.frombuffer(final["index"], "<i4")
        return {int(i): {name: rows[k] for name, rows in columns.items()} for k, i in enumerate(indices)}

    def _began(self, fact: Mapping[str, Any]) -> Began:
        image = fact["imageGoal"]
        return Began(
            index=fact["index"],
            seed=fact["seed"],
            house=fact["house"],
            num_rooms=fact["rooms"],
            instruction=fact["instruction"],
            category=fact["category"],
            geodesic_distance=float(fact["geodesicDistance"]),
            image_goal=None if image is None else np.frombuffer(image, np.uint8).reshape(*self._camera, 3),
        )


def _ended(fact: Mapping[str, Any]) -> Ended:
    measures = {snake_case(name): float(value) for name, value in fact["measures"].items()}
    return Ended(fact["index"], fact["reason"], fact["traceHash"], measures)


def _messages(facts: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    return {fact["index"]: fact["message"] for fact in facts}


def _plain(seed: int | str | None) -> int | str | None:
    """A number of Python's own, since MessagePack knows none of numpy's."""
    return seed if seed is None or isinstance(seed, str) else int(seed)
