"""Many environments, stepped and drawn together, as Gymnasium has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from .batch import Results
from .gym_env import MAX_SEED
from .simulation import ACTIONS_PER_SECOND, Observation, Simulation, began_info, end_info, final_info

MODES = {
    AutoresetMode.DISABLED: "disabled",
    AutoresetMode.NEXT_STEP: "next-step",
    AutoresetMode.SAME_STEP: "same-step",
}

Array = NDArray[Any]


class OikosVectorEnv(VectorEnv[Observation, Array, Array]):
    """N houses with an agent in each; one message a step and one picture of all that they see.

    ``reset(seed=S)`` seeds environment I with S + I, as ``SyncVectorEnv`` does, and gives what that one gives.

    Args:
        task: A name of ``TASKS``.
        num_envs: N.
        render_mode: ``rgb_array`` lets ``render`` return what the agents see.
        autoreset_mode: What happens to an environment whose episode ended.
        options: See ``Simulation`` and ``Batch``.
    """

    def __init__(
        self,
        task: str = "ObjectNav",
        num_envs: int = 1,
        render_mode: str | None = None,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        **options: Any,
    ) -> None:
        mode = AutoresetMode(autoreset_mode)
        self.metadata = {
            "render_modes": ["rgb_array"],
            "render_fps": ACTIONS_PER_SECOND,
            "autoreset_mode": mode,
        }
        self.num_envs = num_envs
        self.render_mode = render_mode
        self._simulation = Simulation(task, num_envs, render_mode=render_mode, autoreset=MODES[mode], **options)
        self.single_observation_space = self._simulation.observation_space
        self.single_action_space = self._simulation.action_space
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._began = np.zeros(num_envs, np.bool_)

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begins episodes.

        Args:
            seed: Of environment 0, or one for each.
            options: ``episodes``, a seed path for each environment such as ``1/val/episode-3``, in place of seeds;
                ``reset_mask`` (N,), bool, which environments.
        """
        super().reset(seed=seed if isinstance(seed, int) else None)
        asked = seed if options is None else options.get("episodes", seed)
        seeds: list[int | str | None]
        if isinstance(asked, int):
            seeds = [asked + i for i in range(self.num_envs)]
        else:
            seeds = [None] * self.num_envs if asked is None else list(asked)
        if len(seeds) != self.num_envs:
            raise ValueError(f"reset: {len(seeds)} seeds for {self.num_envs} environments; give one for each.")
        mask = (options or {}).get("reset_mask")
        if mask is not None and (mask.shape != (self.num_envs,) or mask.dtype != np.bool_ or not mask.any()):
            raise ValueError(f"reset: a reset_mask is ({self.num_envs},), bool, and true somewhere; this is {mask!r}.")
        chosen = np.ones(self.num_envs, np.bool_) if mask is None else mask
        for i in np.flatnonzero(chosen & ~self._began):
            if seeds[i] is None:
                seeds[i] = int(self.np_random.integers(MAX_SEED))
        results = self._simulation.reset(seeds, mask)
        self._began |= chosen
        return self._simulation.observe(results), self._infos(results, chosen)

    def step(self, actions: Array) -> tuple[Observation, Array, Array, Array, dict[str, Any]]:
        """Takes one action in each environment."""
        results = self._simulation.step(actions)
        infos = self._infos(results, np.ones(self.num_envs, np.bool_))
        return self._simulation.observe(results), results.reward, results.terminated, results.truncated, infos

    def render(self) -> tuple[NDArray[np.uint8], ...] | None:
        """What each agent sees, (H, W, 3); None without a render mode."""
        return None if self.render_mode is None else tuple(self._simulation.frames().copy())

    def close_extras(self, **kwargs: Any) -> None:
        """Frees the environments, and ends the server that was started for them."""
        if hasattr(self, "_simulation"):
            self._simulation.close()

    def _infos(self, results: Results, told: NDArray[np.bool_]) -> dict[str, Any]:
        """As ``SyncVectorEnv`` gathers them: an array for each key, with a mask of who has it."""
        infos: dict[str, Any] = {}
        for name, values in results.measures.items():
            has = told & ~np.isnan(values)
            if has.any():
                infos[name] = np.where(has, values, 0.0)
                infos[f"_{name}"] = has
        for began in results.began:
            infos = self._add_info(infos, began_info(began), began.index)
        ended = {end.index for end in results.ended}
        for i in sorted((ended | results.errors.keys()) - results.final.keys()):
            infos = self._add_info(infos, end_info(results, i), i)
        for i, observation in results.final.items():
            infos = self._add_info(infos, {"final_obs": observation, "final_info": final_info(results, i)}, i)
        for i, message in results.failures.items():
            infos = self._add_info(infos, {"failure": message}, i)
        return infos
