"""Stable-Baselines3 learns here as anywhere, without a line of adaptation."""

import numpy as np
import pytest

pytest.importorskip("stable_baselines3")

from stable_baselines3 import PPO  # noqa: E402
from stable_baselines3.common.env_util import make_vec_env  # noqa: E402

import oikos_env  # noqa: E402, F401

pytestmark = [pytest.mark.usefixtures("address"), pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def test_the_return_of_ppo_rises_in_one_room() -> None:
    """Driving towards a point that is given: the return is about the metres by which it comes nearer."""
    options = {"rooms": 1, "level": "kinematic", "sensors": (), "instruction": False, "actions": "velocity"}
    envs = make_vec_env("oikos/PointNav-v0", n_envs=4, seed=0, env_kwargs={**options, "step_limit": 40})
    model = PPO(
        "MultiInputPolicy", envs, n_steps=256, batch_size=128, gamma=0.95, learning_rate=1e-3, seed=0, device="cpu"
    )
    model.learn(1024)
    before = mean_return(model)
    model.learn(12 * 1024, reset_num_timesteps=False)
    after = mean_return(model)
    envs.close()
    assert after > before + 0.3


def mean_return(model: PPO) -> float:
    return float(np.mean([episode["r"] for episode in model.ep_info_buffer][-20:]))
