"""Several agents in one house, as PettingZoo has them."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray
from pettingzoo import ParallelEnv

from .batch import Results
from .gym_env import MAX_SEED
from .simulation import ACTIONS_PER_SECOND, Observation, Simulation, expect_begun, row_info

Told = dict[str, Any]


class OikosParallelEnv(ParallelEnv[str, Observation, Any]):  # type: ignore[misc]
    """Agents who share a house and a task, act in turn within a step, and see one another.

    Args:
        task: A name of ``TASKS``.
        agents: How many, 1 to 8.
        render_mode: ``rgb_array`` lets ``render`` return what they see, side by side.
        options: See ``Simulation`` and ``Batch``.
    """

    metadata = {
        "name": "oikos_v0",
        "render_modes": ["rgb_array"],
        "render_fps": ACTIONS_PER_SECOND,
        "is_parallelizable": True,
    }

    def __init__(
        self, task: str = "ObjectNav", agents: int = 2, render_mode: str | None = None, **options: Any
    ) -> None:
        self.render_mode = render_mode
        self._simulation = Simulation(task, render_mode=render_mode, agents=agents, **options)
        self.possible_agents = [f"agent_{i}" for i in range(agents)]
        self.agents: list[str] = []
        self.observation_spaces = dict.fromkeys(self.possible_agents, self._simulation.observation_space)
        self.action_spaces = dict.fromkeys(self.possible_agents, self._simulation.action_space)
        self._rng: np.random.Generator | None = None

    def observation_space(self, agent: str) -> spaces.Space[Any]:
        """The same for every agent."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> spaces.Space[Any]:
        """The same for every agent."""
        return self.action_spaces[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Observation], dict[str, Told]]:
        """Begins an episode for all agents, as ``OikosEnv.reset`` does for one."""
        episode: int | str | None = (options or {}).get("episode", seed)
        if episode is None and self._rng is None:
            self._rng = np.random.default_rng()
            episode = int(self._rng.integers(MAX_SEED))
        self._rng = self._rng or np.random.default_rng(seed)
        results = expect_begun(self._simulation.reset([episode, *[None] * (len(self.possible_agents) - 1)]))
        self.agents = list(self.possible_agents)
        return self._observations(results, self.agents), self._infos(results, self.agents)

    def step(
        self, actions: dict[str, Any]
    ) -> tuple[dict[str, Observation], dict[str, float], dict[str, bool], dict[str, bool], dict[str, Told]]:
        """Takes an action of each agent whose episode goes on."""
        acting = self.agents
        missing = [agent for agent in acting if agent not in actions]
        if missing:
            raise ValueError(f"step: no action of {', '.join(missing)}; give one for each of env.agents.")
        idle = np.zeros(self._simulation.action_space.shape or (), self._simulation.action_space.dtype)
        rows = np.stack([np.asarray(actions[a] if a in acting else idle) for a in self.possible_agents])
        waits = np.array([agent not in acting for agent in self.possible_agents])
        results = self._simulation.step(rows, waits)
        index = {agent: self.possible_agents.index(agent) for agent in acting}
        terminated = {agent: bool(results.terminated[i]) for agent, i in index.items()}
        truncated = {agent: bool(results.truncated[i]) for agent, i in index.items()}
        self.agents = [agent for agent in acting if not (terminated[agent] or truncated[agent])]
        rewards = {agent: float(results.reward[i]) for agent, i in index.items()}
        return self._observations(results, acting), rewards, terminated, truncated, self._infos(results, acting)

    def render(self) -> NDArray[np.uint8] | None:
        """(H, agents * W, 3) what the agents see, side by side; None without a render mode."""
        return None if self.render_mode is None else np.concatenate(list(self._simulation.frames()), axis=1)

    def close(self) -> None:
        """Frees the environment, and ends the server that was started for it."""
        self._simulation.close()

    def _observations(self, results: Results, agents: list[str]) -> dict[str, Observation]:
        observation = self._simulation.observe(results)
        return {
            agent: {name: rows[self.possible_agents.index(agent)] for name, rows in observation.items()}
            for agent in agents
        }

    def _infos(self, results: Results, agents: list[str]) -> dict[str, Told]:
        return {agent: row_info(results, self.possible_agents.index(agent)) for agent in agents}


def parallel_env(task: str = "ObjectNav", agents: int = 2, **options: Any) -> OikosParallelEnv:
    """Several agents in one house, see ``OikosParallelEnv``."""
    return OikosParallelEnv(task, agents, **options)
