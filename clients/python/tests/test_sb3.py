"""Stable-Baselines3 finds in one message what it finds in environments that it steps one by one."""

import copy
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium")
pytest.importorskip("stable_baselines3")

import torch  # noqa: E402
from gymnasium.utils.env_checker import data_equivalence  # noqa: E402
from stable_baselines3 import PPO  # noqa: E402
from stable_baselines3.common.monitor import Monitor  # noqa: E402
from stable_baselines3.common.vec_env import DummyVecEnv, VecMonitor  # noqa: E402

import oikos_env  # noqa: E402, F401
from oikos_env.sb3 import OikosVecEnv  # noqa: E402

pytestmark = pytest.mark.usefixtures("address")

SMALL: dict[str, Any] = {"rooms": 1, "level": "kinematic", "sensors": (), "width": 16, "height": 16, "step_limit": 4}


def one_by_one(task: str, num_envs: int, seed: int, **options: Any) -> DummyVecEnv:
    name = f"oikos/{task}-v0"
    envs = DummyVecEnv([lambda: gymnasium.make(name, instruction=False, **options).unwrapped] * num_envs)
    envs.seed(seed)
    return envs


def equal(ours: Any, theirs: Any) -> bool:
    return data_equivalence(ours, theirs, exact=True)


@pytest.mark.parametrize(
    ("task", "actions"),
    [("ObjectNav", "discrete"), ("ObjectNav", "hands"), ("PointNav", "velocity"), ("ImageNav", None)],
)
def test_every_step_equals_that_of_environments_stepped_one_by_one(
    task: str, actions: str | None, comparable: tuple[str, ...]
) -> None:
    if task == "ImageNav" and not comparable:
        pytest.skip("this driver draws a picture differently beside others")
    options = {**SMALL, "sensors": comparable, "actions": actions}
    batch, single = OikosVecEnv(task, 3, seed=11, **options), one_by_one(task, 3, 11, **options)
    assert batch.observation_space == single.observation_space and batch.action_space == single.action_space
    assert batch.metadata == single.metadata
    assert equal(batch.reset(), dict(single.reset()))
    assert equal(batch.reset_infos, single.reset_infos)
    batch.action_space.seed(11)
    num_ended = num_truncated = 0
    for _ in range(12):
        sample = np.stack([batch.action_space.sample() for _ in range(3)])
        observations, rewards, dones, infos = batch.step(sample)
        their_observations, *theirs = single.step(sample)
        assert equal(observations, dict(their_observations))
        assert equal([rewards, dones, infos], theirs)
        assert equal(batch.reset_infos, single.reset_infos)
        num_ended += sum("terminal_observation" in info for info in infos)
        num_truncated += sum(info["TimeLimit.truncated"] for info in infos)
    assert num_ended > 3 and num_truncated > 0
    batch.close()
    single.close()


def test_ppo_learns_the_same_bits() -> None:
    torch.set_num_threads(1)
    options = {**SMALL, "actions": "velocity"}
    learned = []
    for make in (OikosVecEnv, one_by_one):
        envs = VecMonitor(make("PointNav", 4, seed=0, **options))
        model = PPO("MultiInputPolicy", envs, n_steps=32, batch_size=64, n_epochs=2, seed=0, device="cpu")
        model.learn(256)
        learned.append(copy.deepcopy(model.policy.state_dict()))
        assert model.ep_info_buffer and all(episode["l"] <= 4 for episode in model.ep_info_buffer)
        envs.close()
    ours, theirs = learned
    assert all(torch.equal(weights, theirs[name]) for name, weights in ours.items())


def test_what_was_observed_stays_as_it_was() -> None:
    envs = OikosVecEnv("ObjectNav", 2, seed=1, **{**SMALL, "sensors": ("rgb",)})
    first = envs.reset()
    steps = [envs.step(np.array([2, 2])) for _ in range(4)]
    kept = copy.deepcopy((first, steps))
    envs.step(np.array([1, 1]))
    envs.reset()
    assert equal((first, steps), kept)
    assert not np.array_equal(first["rgb"], steps[0][0]["rgb"])
    envs.close()


def test_a_reset_takes_seeds_and_paths_once_and_then_goes_on() -> None:
    envs = OikosVecEnv("PointNav", 2, **SMALL)
    assert envs.seed(5) == [5, 6]
    begun = []
    for options in (None, None, [{"episode": "8/val/episode-2"}, {}]):
        envs.set_options(options)
        envs.reset()
        begun.append([info["episode_seed"] for info in envs.reset_infos])
    assert begun[:2] == [["5/train/episode-0", "6/train/episode-0"], ["5/train/episode-1", "6/train/episode-1"]]
    assert begun[2] == ["8/val/episode-2", "6/train/episode-2"]
    envs.close()


def test_those_who_give_no_seed_get_one_of_numpy() -> None:
    np.random.seed(3)
    begun = []
    for _ in range(2):
        envs = OikosVecEnv("PointNav", 1, **SMALL)
        envs.reset()
        begun.append(envs.reset_infos[0]["episode_seed"])
        envs.close()
    np.random.seed(3)
    drawn = [int(np.random.randint(0, np.iinfo(np.uint32).max, dtype=np.uint32)) for _ in range(2)]
    assert begun == [f"{seed}/train/episode-0" for seed in drawn] and drawn[0] != drawn[1]


def test_an_episode_that_was_lost_is_truncated_and_says_why(lose_episode: Callable[[int], None]) -> None:
    envs = OikosVecEnv("ObjectNav", 3, seed=1, **SMALL)
    envs.reset()
    lose_episode(1)
    _, _, dones, infos = envs.step(np.full(3, 2))
    assert list(dones) == [False, True, False]
    assert infos[1]["failure"] == "no house" and infos[1]["TimeLimit.truncated"]
    assert "failure" not in infos[0]
    envs.close()


def test_attributes_are_read_set_and_called_for_each() -> None:
    envs = OikosVecEnv("PointNav", 3, **SMALL)
    assert envs.get_attr("render_mode") == [None] * 3
    assert envs.get_attr("action_space", 1) == [envs.action_space]
    assert not envs.has_attr("reward_scale")
    envs.set_attr("reward_scale", 2, [0, 2])
    assert envs.get_attr("reward_scale", [2, 0]) == [2, 2]
    with pytest.raises(AttributeError, match="reward_scale"):
        envs.get_attr("reward_scale")
    envs.set_attr("twice", lambda number: 2 * number)
    assert envs.env_method("twice", 4, indices=[0, 1]) == [8, 8]
    with pytest.raises(AttributeError, match="reset"):
        envs.env_method("reset")
    assert envs.env_is_wrapped(Monitor) == [False] * 3
    envs.close()


def test_render_tiles_what_they_see() -> None:
    envs = OikosVecEnv("ObjectNav", 3, seed=1, render_mode="rgb_array", **{**SMALL, "sensors": ("rgb",)})
    observation = envs.reset()
    picture = envs.render()
    assert picture is not None and picture.shape == (32, 32, 3)
    assert np.array_equal(picture[:16, 16:], observation["rgb"][1])
    envs.close()


def test_importing_the_package_imports_no_learner() -> None:
    program = "import sys, oikos_env; assert not {'stable_baselines3', 'torch'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
