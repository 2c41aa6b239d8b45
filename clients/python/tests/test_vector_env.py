"""Many environments in one message give what Gymnasium gives over single ones."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium")

from gymnasium.utils.env_checker import data_equivalence  # noqa: E402
from gymnasium.vector import AutoresetMode, SyncVectorEnv  # noqa: E402

pytestmark = pytest.mark.usefixtures("address")

SMALL: dict[str, Any] = {
    "rooms": 1,
    "level": "kinematic",
    "sensors": ("rgb", "depth"),
    "width": 16,
    "height": 16,
    "step_limit": 4,
}
NAME = "oikos/ObjectNav-v0"


def make_vec(num_envs: int, **options: Any) -> Any:
    return gymnasium.make_vec(NAME, num_envs=num_envs, **{**SMALL, **options})


@pytest.mark.parametrize("actions", ["discrete", "hands"])
@pytest.mark.parametrize("mode", [AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP])
def test_every_step_equals_that_of_single_environments(
    mode: AutoresetMode, actions: str, comparable: tuple[str, ...]
) -> None:
    options = {**SMALL, "sensors": comparable, "actions": actions}
    single = SyncVectorEnv([lambda: gymnasium.make(NAME, **options).unwrapped] * 3, autoreset_mode=mode)
    batch = make_vec(3, **options, autoreset_mode=mode)
    assert batch.observation_space == single.observation_space
    assert batch.action_space == single.action_space
    assert batch.metadata["autoreset_mode"] is mode
    assert equal(batch.reset(seed=11), single.reset(seed=11))
    batch.action_space.seed(11)
    num_ended = 0
    for _ in range(12):
        sample = batch.action_space.sample()
        ours, theirs = batch.step(sample), single.step(sample)
        assert ours[0] in batch.observation_space
        for mine, other in zip(ours, theirs, strict=True):
            assert equal(mine, other)
        num_ended += int((ours[2] | ours[3]).sum())
    assert num_ended > 3
    single.close()
    batch.close()


def equal(ours: Any, theirs: Any) -> bool:
    """`data_equivalence` compares arrays of objects element by element, which None and dicts are fine with."""
    return data_equivalence(ours, theirs, exact=True)


def test_next_step_gives_nothing_for_the_step_that_begins_an_episode() -> None:
    envs = make_vec(2)
    envs.reset(seed=1)
    for _ in range(3):
        envs.step(np.array([2, 2]))
    _, _, _, truncations, infos = envs.step(np.array([2, 2]))
    assert truncations.all() and set(infos["end_reason"]) == {"limit"}
    _, rewards, terminations, truncations, infos = envs.step(np.array([1, 1]))
    assert not rewards.any() and not terminations.any() and not truncations.any()
    assert list(infos["episode_seed"]) == ["1/train/episode-1", "2/train/episode-1"]
    assert not infos["steps"].any()
    envs.close()


def test_same_step_keeps_the_last_observation() -> None:
    envs = make_vec(2, autoreset_mode=AutoresetMode.SAME_STEP)
    envs.reset(seed=1)
    observations, _, terminations, _, infos = envs.step(np.array([0, 2]))
    assert list(terminations) == [True, False]
    assert infos["final_obs"][0] in envs.single_observation_space and infos["final_obs"][1] is None
    assert infos["final_info"]["steps"][0] == 1 and list(infos["_final_info"]) == [True, False]
    assert observations["instruction"][0] == infos["instruction"][0]
    envs.close()


def test_disabled_resets_those_of_the_mask() -> None:
    envs = make_vec(3, autoreset_mode=AutoresetMode.DISABLED)
    before, _ = envs.reset(seed=1)
    envs.step(np.array([0, 2, 0]))
    after, infos = envs.reset(options={"reset_mask": np.array([True, False, True])})
    assert list(infos["_episode_seed"]) == [True, False, True]
    assert after["compass"][1] != before["compass"][1]
    envs.step(np.array([2, 2, 2]))
    envs.close()


def test_certain_episodes_can_be_asked_for() -> None:
    envs = make_vec(2, sensors=())
    paths = ["8/train/episode-2", "9/val/episode-0"]
    _, infos = envs.reset(options={"episodes": paths})
    assert list(infos["episode_seed"]) == paths
    envs.close()


def test_nothing_depends_on_how_many_there_are(comparable: tuple[str, ...]) -> None:
    few, many = make_vec(2, sensors=comparable), make_vec(5, sensors=comparable)
    few.reset(seed=4)
    many.reset(seed=4)
    for action in (1, 2, 1):
        ours, theirs = few.step(np.full(2, action))[0], many.step(np.full(5, action))[0]
        for name in (*comparable, "gps", "compass"):
            assert np.array_equal(ours[name], theirs[name][:2])
    few.close()
    many.close()


def test_what_fails_in_one_environment_is_told_of_that_one(lose_episode: Callable[[int], None]) -> None:
    envs = make_vec(3, autoreset_mode=AutoresetMode.DISABLED)
    envs.reset(seed=1)
    lose_episode(1)
    observations, _, _, truncations, infos = envs.step(np.full(3, 2))
    assert observations in envs.observation_space
    assert list(truncations) == [False, True, False]
    assert observations["instruction"][1] == "" and observations["instruction"][0] != ""
    assert list(infos["_failure"]) == [False, True, False] and infos["failure"][1] == "no house"
    envs.close()


def test_render_gives_a_picture_of_each() -> None:
    envs = make_vec(2, render_mode="rgb_array")
    observations, _ = envs.reset(seed=1)
    frames = envs.render()
    assert len(frames) == 2 and np.array_equal(np.stack(frames), observations["rgb"])
    envs.close()


def test_wrong_seeds_and_masks_are_refused() -> None:
    envs = make_vec(2)
    with pytest.raises(ValueError, match="3 seeds for 2 environments"):
        envs.reset(seed=[1, 2, 3])
    with pytest.raises(ValueError, match="reset_mask"):
        envs.reset(options={"reset_mask": np.zeros(2, np.bool_)})
    envs.close()
