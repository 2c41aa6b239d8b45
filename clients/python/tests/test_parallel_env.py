"""Several agents keep PettingZoo's contract."""

from typing import Any

import pytest

pytest.importorskip("pettingzoo")

from pettingzoo.test import parallel_api_test, parallel_seed_test  # noqa: E402

import oikos_env  # noqa: E402

pytestmark = pytest.mark.usefixtures("address")

SMALL: dict[str, Any] = {"rooms": 2, "level": "kinematic", "sensors": ("depth",), "width": 16, "height": 16}


def test_the_api_test_finds_nothing_to_warn_of() -> None:
    env = oikos_env.parallel_env("ObjectNav", agents=3, step_limit=30, **SMALL)
    parallel_api_test(env, num_cycles=60)
    env.close()


def test_agents_leave_one_by_one() -> None:
    env = oikos_env.parallel_env("PointNav", agents=2, **SMALL)
    observations, _ = env.reset(seed=1)
    assert set(observations) == {"agent_0", "agent_1"}
    assert all(observations[agent] in env.observation_space(agent) for agent in env.agents)
    _, _, terminated, _, infos = env.step({"agent_0": 0, "agent_1": 1})
    assert terminated == {"agent_0": True, "agent_1": False} and env.agents == ["agent_1"]
    assert infos["agent_0"]["end_reason"] == "stop"
    observations, rewards, _, _, _ = env.step({"agent_1": 1})
    assert set(observations) == set(rewards) == {"agent_1"}
    env.close()


def test_agents_see_one_another() -> None:
    env = oikos_env.parallel_env("ObjectNav", agents=2, render_mode="rgb_array", **SMALL)
    env.reset(seed=1)
    assert env.render().shape == (16, 32, 3)
    env.close()


def test_equal_seeds_give_equal_episodes() -> None:
    parallel_seed_test(lambda: oikos_env.parallel_env("ObjectNav", agents=2, **SMALL), num_cycles=10)


def test_an_agent_without_an_action_is_named() -> None:
    env = oikos_env.parallel_env("ObjectNav", agents=2, **SMALL)
    env.reset(seed=1)
    with pytest.raises(ValueError, match="agent_1"):
        env.step({"agent_0": 1})
    env.close()
