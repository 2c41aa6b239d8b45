"""A batch with Gymnasium's spaces: what the single, the vector and the multi-agent environment have in common."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray

from .batch import WAIT, Batch, Began, Column, Results, snake_case
from .errors import OikosError
from .tasks import task_named

#: What can be done with the hands, named as in AI2-THOR; the numbers follow those of the discrete actions.
HAND_ACTIONS = ("Open", "Close", "PickUp", "Put", "Drop", "Push", "ToggleOn", "ToggleOff")
#: Metres and radians per second of a velocity of 1.
FASTEST = np.array([1.0, np.pi], np.float32)
#: No house is as large, metres; what has no bound of its own keeps within this.
FARTHEST = 1000.0
#: Actions in a second of the simulated world.
ACTIONS_PER_SECOND = 4

INSTRUCTION = spaces.Text(max_length=512, min_length=0, charset=string.printable[:95])

Observation = dict[str, Any]


class Simulation:
    """Environments stepped in lock-step, with the spaces of one of them.

    Args:
        task: A name of ``TASKS``.
        num_envs: How many environments.
        sensors: Pictures to observe.
        actions: ``discrete`` (six), ``velocity`` (two numbers from -1 to 1: ahead, to the left) or ``hands`` (what
            to do, to which category); what the task can be done with when left out.
        instruction: Whether to observe what is asked in words, which some learners cannot read.
        render_mode: ``rgb_array`` or None.
        options: See ``Batch``.
    """

    def __init__(
        self,
        task: str,
        num_envs: int = 1,
        *,
        sensors: Sequence[str] = ("rgb", "depth"),
        actions: str | None = None,
        instruction: bool = True,
        render_mode: str | None = None,
        **options: Any,
    ) -> None:
        if render_mode not in (None, "rgb_array"):
            raise ValueError(f'Simulation: render_mode "{render_mode}" is unknown; take "rgb_array" or None.')
        known = task_named(task)
        drawn = list(sensors)
        if "rgb" not in drawn and (render_mode is not None or "image_goal" in known.goals):
            drawn.append("rgb")
        self.batch = Batch(known.name, num_envs, sensors=drawn, **options)
        self.render_mode = render_mode
        self._sensors = tuple(sensors)
        self._goals = known.goals
        self._names = {snake_case(name): name for name in self.batch.columns}
        self._actions = actions or ("hands" if known.needs_hands else "discrete")
        self._speaks = instruction
        self._instructions = [""] * self.batch.num_rows
        picture = self.batch.columns["rgb"].shape if "image_goal" in known.goals else (0,)
        self._image_goals = [np.zeros(picture, np.uint8)] * self.batch.num_rows
        self._frames: NDArray[np.uint8] | None = None
        try:
            self.observation_space = self._observation_space()
            self.action_space = self._action_space()
        except BaseException:
            self.close()
            raise

    def reset(self, seeds: Sequence[int | str | None] | None, mask: NDArray[np.bool_] | None = None) -> Results:
        """Begins episodes, see ``Batch.reset``."""
        return self._seen(self.batch.reset(seeds, mask))

    def step(self, actions: NDArray[Any], waits: NDArray[np.bool_] | None = None) -> Results:
        """Takes a row of actions, each of ``action_space``; where ``waits``, nothing is done.

        Raises:
            ValueError: An action is not in the action space.
        """
        actions = np.asarray(actions)
        if self._actions == "velocity":
            return self._seen(self.batch.drive(np.clip(actions, -1, 1) * FASTEST))
        is_discrete = self._actions == "discrete"
        numbers = actions if is_discrete else actions[:, 0]
        num_known = len(self.batch.actions) + (0 if is_discrete else len(HAND_ACTIONS))
        if numbers.min() < 0 or numbers.max() >= num_known:
            raise ValueError(f"step: {actions.tolist()} holds what is no action; stay within 0 to {num_known - 1}.")
        if is_discrete:
            return self._seen(self.batch.step(numbers if waits is None else np.where(waits, WAIT, numbers)))
        commands = [self._command(int(kind), int(target)) for kind, target in actions]
        if waits is not None:
            commands = [None if wait else command for wait, command in zip(waits, commands, strict=True)]
        return self._seen(self.batch.step(commands))

    def observe(self, results: Results) -> Observation:
        """The observation of all rows: arrays of N rows, and a tuple of N instructions."""
        observation = self._senses(results.observation)
        if "image_goal" in self._goals:
            observation["image_goal"] = np.stack(self._image_goals)
        if self._speaks:
            observation["instruction"] = tuple(self._instructions)
        return observation

    def frames(self) -> NDArray[np.uint8]:
        """(N, H, W, 3) what the agents saw last."""
        if self._frames is None:
            raise RuntimeError("render: nothing has been seen yet; call reset first.")
        return self._frames

    def close(self) -> None:
        """Frees everything; it may be called twice."""
        self.batch.close()

    def _seen(self, results: Results) -> Results:
        """Remembers what is told once an episode."""
        if self.render_mode is not None:
            self._frames = results.observation["rgb"].copy()
        # In the same step as its successor begins, an episode's last observation still has its own instruction.
        for i, final in results.final.items():
            last = {name: rows[0] for name, rows in self._senses({n: v[None] for n, v in final.items()}).items()}
            if "image_goal" in self._goals:
                last["image_goal"] = self._image_goals[i].copy()
            if self._speaks:
                last["instruction"] = self._instructions[i]
            results.final[i] = last
        for i in results.failures:
            self._instructions[i] = ""
        for began in results.began:
            self._instructions[began.index] = began.instruction
            if began.image_goal is not None:
                self._image_goals[began.index] = began.image_goal
        return results

    def _senses(self, columns: Mapping[str, NDArray[Any]]) -> Observation:
        """All that comes as columns, as the observation space has it."""
        senses: Observation = {}
        for name in self._columns():
            rows = columns[self._names[name]]
            if name == "collided":
                rows = rows.astype(np.int64)
            elif name == "object_goal":
                # Only what lost its episode has none, which no number of the space says.
                rows = np.maximum(rows, 0).astype(np.int64)
            elif name == "held":
                rows = rows.astype(np.int64) + 1
            elif rows.ndim == 1:
                rows = rows[:, None]
            senses[name] = rows
        return senses

    def _columns(self) -> list[str]:
        goals = [goal for goal in self._goals if goal != "image_goal"]
        return [*self._sensors, "gps", "compass", "pitch", "collided", *goals]

    def _observation_space(self) -> spaces.Dict:
        num_categories = len(self.batch.categories)
        parts: dict[str, spaces.Space[Any]] = {}
        for name in self._columns():
            if name == "collided":
                parts[name] = spaces.Discrete(2)
            elif name == "object_goal":
                parts[name] = spaces.Discrete(num_categories)
            elif name == "held":
                parts[name] = spaces.Discrete(num_categories + 1)
            else:
                parts[name] = _box(self.batch.columns[self._names[name]])
        if "point_goal" in parts:
            turn = np.float32(np.pi)
            parts["point_goal"] = spaces.Box(np.array([0, -turn], np.float32), np.array([FARTHEST, turn], np.float32))
        if "image_goal" in self._goals:
            parts["image_goal"] = _box(self.batch.columns["rgb"])
        if self._speaks:
            parts["instruction"] = INSTRUCTION
        return spaces.Dict(parts)

    def _action_space(self) -> spaces.Space[Any]:
        num_actions = len(self.batch.actions)
        if self._actions == "discrete":
            return spaces.Discrete(num_actions)
        if self._actions == "velocity":
            return spaces.Box(-1, 1, (2,), np.float32)
        if self._actions == "hands":
            return spaces.MultiDiscrete([num_actions + len(HAND_ACTIONS), len(self.batch.categories)])
        raise ValueError(f'Simulation: actions "{self._actions}" are unknown; take "discrete", "velocity" or "hands".')

    def _command(self, kind: int, target: int) -> Any:
        hand = kind - len(self.batch.actions)
        return kind if hand < 0 else {"action": HAND_ACTIONS[hand], "target": self.batch.categories[target]}


def _box(column: Column) -> spaces.Box:
    low = column.low if np.isfinite(column.low) else -FARTHEST
    high = column.high if np.isfinite(column.high) else FARTHEST
    return spaces.Box(low, high, column.shape or (1,), column.dtype.type)


def began_info(began: Began) -> dict[str, Any]:
    """What is told of an episode when it begins."""
    facts: dict[str, Any] = {
        "episode_seed": began.seed,
        "house": began.house,
        "num_rooms": began.num_rooms,
        "instruction": began.instruction,
        "geodesic_distance": began.geodesic_distance,
    }
    return facts if began.category is None else {**facts, "category": began.category}


def known(measures: Mapping[str, float]) -> dict[str, float]:
    """Those measures that are known."""
    return {name: float(value) for name, value in measures.items() if not np.isnan(value)}


def end_info(results: Results, i: int) -> dict[str, Any]:
    """What is told of the end of one row's episode, and of what could not be done."""
    info: dict[str, Any] = {}
    for ended in results.ended:
        if ended.index == i:
            info["trace_hash"] = ended.trace_hash
            info["end_reason"] = ended.reason
            # What Stable-Baselines3 looks for.
            info["is_success"] = ended.measures.get("success", 0.0) > 0
    if i in results.errors:
        info["error"] = results.errors[i]
    return info


def final_info(results: Results, i: int) -> dict[str, Any]:
    """All that is told of one row's episode whose successor began in the same step."""
    measures = next((ended.measures for ended in results.ended if ended.index == i), {})
    return {**known(measures), **end_info(results, i)}


def running_info(results: Results, i: int) -> dict[str, Any]:
    """The measures of one row's episode, and of one that began what is told at a beginning."""
    info: dict[str, Any] = known({name: values[i] for name, values in results.measures.items()})
    for began in results.began:
        if began.index == i:
            info.update(began_info(began))
    return info


def row_info(results: Results, i: int) -> dict[str, Any]:
    """All that is told of one row beside its observation."""
    info = {**running_info(results, i), **end_info(results, i)}
    if i in results.failures:
        info["failure"] = results.failures[i]
    return info


def expect_begun(results: Results) -> Results:
    """The results of a reset.

    Raises:
        OikosError: An episode could not begin.
    """
    for failure in results.failures.values():
        raise OikosError(failure)
    return results
