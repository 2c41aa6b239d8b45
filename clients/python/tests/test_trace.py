"""The same seed and actions give the same states from Python and from the command line."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

gymnasium = pytest.importorskip("gymnasium")

import oikos_env  # noqa: E402, F401
from oikos_env.server import find_command  # noqa: E402

pytestmark = pytest.mark.usefixtures("address")


@pytest.mark.parametrize("level", ["rigid", "kinematic"])
def test_an_episode_of_the_command_line_has_the_same_hash_here(level: str, tmp_path: Path) -> None:
    world = ["--seed", "3", "--split", "val", "--task", "pointnav", "--level", level]
    command = [*find_command(), "eval", "--agent", "oracle", "--episodes", "2", *world, "--json"]
    command += ["--record", str(tmp_path)]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    episodes = [json.loads(file.read_text()) for file in tmp_path.rglob("*.json")]
    actions = {episode["spec"]["seed"]: episode["actions"] for episode in episodes if "spec" in episode}
    env = gymnasium.make("oikos/PointNav-v0", split="val", level=level, sensors=())
    for number, expected in enumerate(report["perEpisode"]):
        _, info = env.reset(seed=3 if number == 0 else None)
        assert (info["episode_seed"], info["house"]) == (expected["seed"], expected["house"])
        for action in actions[expected["seed"]]:
            *_, info = env.step(action)
        assert info["trace_hash"] == expected["traceHash"]
        assert info["spl"] == pytest.approx(expected["spl"], abs=0)
    env.close()
