"""Stable-Baselines3 learns here."""

from typing import Any

import numpy as np
import pytest

pytest.importorskip("stable_baselines3")

import torch  # noqa: E402
from stable_baselines3 import PPO  # noqa: E402
from stable_baselines3.common.callbacks import BaseCallback  # noqa: E402
from stable_baselines3.common.vec_env import VecMonitor  # noqa: E402

from oikos_env.sb3 import OikosVecEnv  # noqa: E402

pytestmark = [pytest.mark.usefixtures("address"), pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

NUM_STEPS = 24 * 1024


class Returns(BaseCallback):
    """Notes the return of every episode."""

    def __init__(self) -> None:
        super().__init__()
        self.returns: list[float] = []

    def _on_step(self) -> bool:
        self.returns += [info["episode"]["r"] for info in self.locals["infos"] if "episode" in info]
        return True


def test_the_return_of_ppo_rises_in_one_room() -> None:
    """Driving towards a point that is given: the return is about the metres by which it comes nearer."""
    # A network as small as this one gains nothing from more threads.
    torch.set_num_threads(1)
    options: dict[str, Any] = {"rooms": 1, "level": "kinematic", "sensors": (), "actions": "velocity"}
    envs = VecMonitor(OikosVecEnv("PointNav", 4, seed=0, step_limit=40, **options))
    model = PPO(
        "MultiInputPolicy",
        envs,
        n_steps=256,
        batch_size=128,
        gamma=0.95,
        learning_rate=lambda left: 1e-3 * left,
        seed=0,
        device="cpu",
    )
    curve = Returns()
    model.learn(NUM_STEPS, callback=curve)
    envs.close()
    first, last = np.mean(curve.returns[:100]), np.mean(curve.returns[-100:])
    print(f"return of the first 100 episodes {first:.3f}, of the last {last:.3f}, {NUM_STEPS} steps")
    assert last > first + 0.4
