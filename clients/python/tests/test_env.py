"""One environment keeps Gymnasium's contract."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium")

from gymnasium import spaces  # noqa: E402
from gymnasium.utils.env_checker import check_env  # noqa: E402

import oikos_env  # noqa: E402

pytestmark = pytest.mark.usefixtures("address")

SMALL: dict[str, Any] = {"rooms": 1, "level": "kinematic", "sensors": ("rgb", "depth"), "width": 16, "height": 16}


#: The others differ from it in goals alone.
QUICK = "PointNav"


@pytest.mark.parametrize(
    "title", [QUICK, *(pytest.param(title, marks=pytest.mark.slow) for title in oikos_env.TASKS if title != QUICK)]
)
def test_check_env_finds_nothing_to_warn_of(title: str) -> None:
    options = SMALL if title in ("ObjectNav", "PointNav") else {**SMALL, "rooms": 3}
    env = gymnasium.make(f"oikos/{title}-v0", render_mode="rgb_array", **options)
    check_env(env.unwrapped)
    env.close()


@pytest.mark.parametrize("actions", ["velocity", "hands"])
def test_check_env_finds_nothing_to_warn_of_in_other_actions(actions: str) -> None:
    env = gymnasium.make("oikos/ObjectNav-v0", actions=actions, **SMALL)
    check_env(env.unwrapped)
    env.close()


def test_spaces_say_exactly_what_comes() -> None:
    sensors = ("rgb", "depth", "semantic", "instance", "normal")
    env = gymnasium.make("oikos/ObjectNav-v0", **{**SMALL, "sensors": sensors, "width": 24})
    observation, _ = env.reset(seed=3)
    assert set(observation) == {*sensors, "gps", "compass", "pitch", "collided", "object_goal", "instruction"}
    shapes = {name: observation[name].shape for name in sensors}
    assert shapes == {
        "rgb": (16, 24, 3),
        "depth": (16, 24),
        "semantic": (16, 24),
        "instance": (16, 24),
        "normal": (16, 24, 3),
    }
    dtypes = {name: observation[name].dtype.name for name in sensors}
    assert dtypes == {"rgb": "uint8", "depth": "float32", "semantic": "uint16", "instance": "uint16", "normal": "int8"}
    assert observation["instruction"].isprintable() and observation["instruction"]
    assert observation["depth"].max() > 0.5 and observation["rgb"].std() > 1
    assert isinstance(env.action_space, spaces.Discrete) and env.action_space.n == 6
    env.close()


def test_reset_goes_on_to_the_next_episode_of_its_seed() -> None:
    env = gymnasium.make("oikos/PointNav-v0", **{**SMALL, "sensors": ()})
    seeds = [env.reset(seed=5)[1]["episode_seed"], env.reset()[1]["episode_seed"]]
    assert seeds == ["5/train/episode-0", "5/train/episode-1"]
    _, info = env.reset(options={"episode": "8/train/episode-2"})
    assert info["episode_seed"] == "8/train/episode-2"
    env.close()


def test_environments_that_are_given_no_seed_draw_one() -> None:
    envs = [gymnasium.make("oikos/PointNav-v0", **{**SMALL, "sensors": ()}) for _ in range(2)]
    first, second = (env.reset()[1]["episode_seed"] for env in envs)
    assert first != second
    for env in envs:
        env.close()


def test_an_episode_ends_at_stop_with_its_hash_and_measures() -> None:
    env = gymnasium.make("oikos/PointNav-v0", **{**SMALL, "sensors": ()})
    env.reset(seed=1)
    _, reward, terminated, truncated, info = env.step(0)
    assert (terminated, truncated) == (True, False)
    assert info["end_reason"] == "stop" and info["is_success"] is False and len(info["trace_hash"]) == 16
    assert info["steps"] == 1 and info["success"] == 0 and reward < 0
    env.close()


def test_the_step_limit_truncates() -> None:
    env = gymnasium.make("oikos/PointNav-v0", step_limit=2, **{**SMALL, "sensors": ()})
    env.reset(seed=1)
    assert [env.step(2)[2:4] for _ in range(2)] == [(False, False), (False, True)]
    env.close()


def test_render_shows_what_the_agent_sees_without_observing_it() -> None:
    env = gymnasium.make("oikos/PointNav-v0", render_mode="rgb_array", **{**SMALL, "sensors": ()})
    observation, _ = env.reset(seed=1)
    frame = env.render()
    assert "rgb" not in observation
    assert frame.shape == (16, 16, 3) and frame.dtype == np.uint8 and frame.std() > 1
    env.close()


def test_the_server_s_sentence_is_the_exception() -> None:
    with pytest.raises(oikos_env.OikosError, match="rooms"):
        gymnasium.make("oikos/ObjectNav-v0", **{**SMALL, "rooms": 99})
    env = gymnasium.make("oikos/PointNav-v0", **{**SMALL, "sensors": ()})
    env.reset(seed=1)
    env.step(0)
    with pytest.raises(oikos_env.OikosError, match="reset"):
        env.step(1)
    with pytest.raises(ValueError, match="stay within 0 to 5"):
        env.unwrapped.step(6)
    env.close()


def test_an_episode_that_cannot_begin_is_an_exception(lose_episode: Callable[[int], None]) -> None:
    env = gymnasium.make("oikos/PointNav-v0", **{**SMALL, "sensors": ()})
    lose_episode(0)
    with pytest.raises(oikos_env.OikosError, match="no house"):
        env.reset(seed=1)
    env.close()


def test_what_cannot_be_done_is_told_and_costs_a_step() -> None:
    env = gymnasium.make("oikos/Fetch-v0", **{**SMALL, "rooms": 3, "sensors": ()})
    env.reset(seed=1)
    drop = 6 + 4
    _, _, _, _, info = env.step(np.array([drop, 0]))
    assert isinstance(info["error"], str) and info["steps"] == 1
    env.close()
