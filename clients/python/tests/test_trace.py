"""The same seed and actions give the same states from Python and from the command line."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from oikos_env import Batch
from oikos_env.server import find_command

pytestmark = pytest.mark.usefixtures("address")


def test_an_episode_of_the_command_line_has_the_same_hash_here(tmp_path: Path) -> None:
    options = ["--agent", "oracle", "--episodes", "2", "--seed", "3", "--split", "val", "--task", "pointnav", "--json"]
    command = [*find_command(), "eval", *options, "--record", str(tmp_path)]
    report: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    episodes = {}
    for file in tmp_path.rglob("*.json"):
        episode = json.loads(file.read_text())
        episodes[episode["spec"]["seed"]] = episode
    batch = Batch("pointnav", 1, split="val", sensors=())
    for number, expected in enumerate(report["perEpisode"]):
        results = batch.reset([3] if number == 0 else None)
        assert results.began[0].seed == expected["seed"] and results.began[0].house == expected["house"]
        for action in episodes[expected["seed"]]["actions"]:
            results = batch.step(np.array([action]))
        [ended] = results.ended
        assert ended.trace_hash == expected["traceHash"]
        assert ended.measures["spl"] == pytest.approx(expected["spl"], abs=0)
    batch.close()
