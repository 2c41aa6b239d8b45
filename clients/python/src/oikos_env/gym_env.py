"""One environment, as Gymnasium has it."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from numpy.typing import NDArray

from .simulation import ACTIONS_PER_SECOND, Observation, Simulation, expect_begun, row_info

#: Seeds drawn for those who give none.
MAX_SEED = 2**31


class OikosEnv(gymnasium.Env[Observation, Any]):
    """A house, an agent in it, and what it is asked to do.

    ``reset(seed=S)`` begins the first episode of ``oikos eval --seed S``, ``reset()`` the one after the last;
    ``reset(options={"episode": "1/val/episode-3"})`` begins a certain one.

    Args:
        task: A name of ``TASKS``.
        render_mode: ``rgb_array`` lets ``render`` return what the agent sees.
        options: See ``Simulation`` and ``Batch``.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": ACTIONS_PER_SECOND}

    def __init__(self, task: str = "ObjectNav", render_mode: str | None = None, **options: Any) -> None:
        self.render_mode = render_mode
        self._simulation = Simulation(task, render_mode=render_mode, **options)
        self.observation_space = self._simulation.observation_space
        self.action_space = self._simulation.action_space
        self._began = False

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begins an episode, see the class.

        Raises:
            OikosError: It cannot be begun.
        """
        super().reset(seed=seed)
        episode: int | str | None = (options or {}).get("episode", seed)
        if episode is None and not self._began:
            episode = int(self.np_random.integers(MAX_SEED))
        results = expect_begun(self._simulation.reset([episode]))
        self._began = True
        return _first(self._simulation.observe(results)), row_info(results, 0)

    def step(self, action: Any) -> tuple[Observation, float, bool, bool, dict[str, Any]]:
        """Takes an action of ``action_space``.

        Raises:
            OikosError: The episode has ended, or was never begun.
        """
        results = self._simulation.step(np.asarray(action)[None])
        return (
            _first(self._simulation.observe(results)),
            float(results.reward[0]),
            bool(results.terminated[0]),
            bool(results.truncated[0]),
            row_info(results, 0),
        )

    def render(self) -> NDArray[np.uint8] | None:
        """(H, W, 3) what the agent sees; None without a render mode."""
        return None if self.render_mode is None else self._simulation.frames()[0].copy()

    def close(self) -> None:
        """Frees the environment, and ends the server that was started for it."""
        self._simulation.close()


def _first(observation: Observation) -> Observation:
    return {name: rows[0] for name, rows in observation.items()}
