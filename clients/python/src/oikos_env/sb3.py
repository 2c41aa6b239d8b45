"""Many environments, stepped and drawn together, as Stable-Baselines3 has them; needs that package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium
import numpy as np
from numpy.typing import NDArray
from stable_baselines3.common.vec_env import VecEnv
from stable_baselines3.common.vec_env.base_vec_env import VecEnvIndices, VecEnvStepReturn

from .batch import Results
from .gym_env import OikosEnv
from .simulation import Observation, Simulation, end_info, expect_begun, final_info, running_info


class OikosVecEnv(VecEnv):
    """N houses with an agent in each; one message a step and one picture of all that they see.

    It gives what ``make_vec_env("oikos/NAME-v0", n_envs=N, seed=S)`` gives, which steps them one by one: environment I
    is seeded with S + I, and an episode that ended is followed by the next in the same step.

    Args:
        task: A name of ``TASKS``.
        num_envs: N.
        seed: S, for the first ``reset``; drawn from numpy's global generator when left out.
        instruction: Whether to observe what is asked in words, which the policies of Stable-Baselines3 cannot read.
        render_mode: ``rgb_array`` lets ``render`` return what the agents see.
        options: See ``Simulation`` and ``Batch``.
    """

    def __init__(
        self,
        task: str = "ObjectNav",
        num_envs: int = 1,
        *,
        seed: int | None = None,
        instruction: bool = False,
        render_mode: str | None = None,
        **options: Any,
    ) -> None:
        self._simulation = Simulation(
            task, num_envs, instruction=instruction, render_mode=render_mode, autoreset="same-step", **options
        )
        observation_space, action_space = self._simulation.observation_space, self._simulation.action_space
        shared = {
            "observation_space": observation_space,
            "action_space": action_space,
            "render_mode": render_mode,
            "metadata": OikosEnv.metadata,
        }
        #: Of each environment, what ``get_attr`` knows of it.
        self._attributes: list[dict[str, Any]] = [dict(shared) for _ in range(num_envs)]
        self._actions: NDArray[Any] | None = None
        super().__init__(num_envs, observation_space, action_space)
        self.metadata = OikosEnv.metadata
        self.seed(seed)

    def reset(self) -> Observation:
        """Begins episodes: of the seeds given to ``seed``, or of the paths given to ``set_options`` as ``episode``, and
        where neither was since the last reset, those after the last.

        Raises:
            OikosError: An episode cannot be begun.
        """
        asked = zip(self._options, self._seeds, strict=True)
        results = expect_begun(self._simulation.reset([options.get("episode", seed) for options, seed in asked]))
        self._reset_seeds()
        self._reset_options()
        self.reset_infos = [running_info(results, i) for i in range(self.num_envs)]
        return self._simulation.observe(results)

    def step_async(self, actions: NDArray[Any]) -> None:
        """Notes one action for each environment."""
        self._actions = actions

    def step_wait(self) -> VecEnvStepReturn:
        """Takes the actions that were noted.

        Raises:
            OikosError: Nothing was begun.
        """
        assert self._actions is not None
        results = self._simulation.step(self._actions)
        for began in results.began:
            self.reset_infos[began.index] = running_info(results, began.index)
        infos = [self._info(results, i) for i in range(self.num_envs)]
        dones = results.terminated | results.truncated
        return self._simulation.observe(results), results.reward.astype(np.float32), dones, infos

    def get_images(self) -> Sequence[NDArray[np.uint8] | None]:
        """What each agent sees, (H, W, 3); None without a render mode."""
        return [None] * self.num_envs if self.render_mode is None else list(self._simulation.frames().copy())

    def close(self) -> None:
        """Frees the environments, and ends the server that was started for them."""
        self._simulation.close()

    def get_attr(self, attr_name: str, indices: VecEnvIndices = None) -> list[Any]:
        """An attribute of each environment: a space, ``render_mode``, ``metadata``, or what ``set_attr`` set.

        Raises:
            AttributeError: They have none of that name.
        """
        chosen = [self._attributes[i] for i in self._get_indices(indices)]
        if any(attr_name not in attributes for attributes in chosen):
            raise AttributeError(
                f'get_attr: the environments of a batch have no "{attr_name}"; '
                f"they have {', '.join(self._attributes[0])}, and what set_attr sets."
            )
        return [attributes[attr_name] for attributes in chosen]

    def set_attr(self, attr_name: str, value: Any, indices: VecEnvIndices = None) -> None:
        """Sets an attribute of each environment, for ``get_attr`` to read; the simulation takes no notice."""
        for i in self._get_indices(indices):
            self._attributes[i][attr_name] = value

    def env_method(
        self, method_name: str, *method_args: Any, indices: VecEnvIndices = None, **method_kwargs: Any
    ) -> list[Any]:
        """Calls a function that ``set_attr`` set; environments of a batch have no methods of their own."""
        return [method(*method_args, **method_kwargs) for method in self.get_attr(method_name, indices)]

    def env_is_wrapped(
        self, wrapper_class: type[gymnasium.Wrapper[Any, Any, Any, Any]], indices: VecEnvIndices = None
    ) -> list[bool]:
        """They never are; wrap the whole, as with ``VecMonitor``."""
        return [False for _ in self._get_indices(indices)]

    def _info(self, results: Results, i: int) -> dict[str, Any]:
        """What is told of a step of one environment; where an episode ended, of its end."""
        if i in results.final:
            info = final_info(results, i) | {"terminal_observation": results.final[i]}
        else:
            info = running_info(results, i) | end_info(results, i)
        if i in results.failures:
            info["failure"] = results.failures[i]
        info["TimeLimit.truncated"] = bool(results.truncated[i] and not results.terminated[i])
        return info
