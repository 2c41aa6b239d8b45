"""The examples of the README run as they stand."""

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("gymnasium")
pytest.importorskip("pettingzoo")

pytestmark = [pytest.mark.usefixtures("address"), pytest.mark.slow]

README = Path(__file__).resolve().parents[1] / "README.md"
#: Examples that tests of their own run in small.
ELSEWHERE = ("stable_baselines3", "lerobot")


def test_the_examples_run_one_after_the_other() -> None:
    examples = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    num_run = 0
    for example in examples:
        if not any(name in example for name in ELSEWHERE):
            exec(example, names)
            num_run += 1
    assert num_run == 4
