"""Environment steps a second through the client, beside ``oikos bench`` in the same houses at the same setting.

    python benchmark.py --level kinematic --rounds 3

With ``--sb3``, as Stable-Baselines3 steps them: our batch beside environments one by one.

    python benchmark.py --sb3 --envs 8 --level kinematic

Both are measured in turn, round by round, so that what else the machine does falls upon both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import gymnasium
import numpy as np

import oikos_env  # noqa: F401
from oikos_env.server import find_command

NUM_PARTS = 5
WARM_UP_STEPS = 3
#: The walk of ``oikos bench``: ahead, ahead, left, right.
WALK = np.array([1, 1, 2, 3])
NO_LIMIT = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the speed of the Python client with that of oikos bench.")
    parser.add_argument("--envs", type=int, default=64)
    parser.add_argument("--size", type=int, default=64, help="width and height of a frame, pixels")
    parser.add_argument("--sensors", default="rgb,depth,semantic", help="or none")
    parser.add_argument("--rooms", type=int, default=3)
    parser.add_argument("--level", choices=("rigid", "kinematic"), default="rigid")
    parser.add_argument("--seconds", type=float, default=5, help="how long each is measured")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sb3", action="store_true", help="measure OikosVecEnv beside a DummyVecEnv")
    options = parser.parse_args()
    name, measure = ("DummyVecEnv", measure_one_by_one) if options.sb3 else ("oikos bench", measure_bench)
    ours, measure_ours = ("OikosVecEnv", measure_batch) if options.sb3 else ("client", measure_client)
    ratios = []
    for _ in range(options.rounds):
        theirs, rate = measure(options), measure_ours(options)
        ratios.append(rate / theirs)
        print(f"{name} {theirs:.0f} steps/s, {ours} {rate:.0f}, ratio {ratios[-1]:.2f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.2f}")


def measure_bench(options: argparse.Namespace) -> float:
    """Steps a second of ``oikos bench``."""
    asked = {name: getattr(options, name) for name in ("envs", "size", "sensors", "rooms", "level")}
    flags = [word for name, value in asked.items() for word in (f"--{name}", str(value))]
    command = [*find_command(), "bench", *flags, "--seconds", str(round(options.seconds)), "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    [row] = json.loads(run.stdout)["rows"]
    return float(row["stepsPerSecond"])


def measure_client(options: argparse.Namespace) -> float:
    """Steps a second through a server of its own."""
    envs = gymnasium.make_vec("oikos/ObjectNav-v0", num_envs=options.envs, **settings(options))
    try:
        envs.reset(options={"episodes": episodes(options.envs)})
        return measure_rate(envs.step, options)
    finally:
        envs.close()


def measure_batch(options: argparse.Namespace) -> float:
    """Steps a second of what Stable-Baselines3 steps in one message."""
    from oikos_env.sb3 import OikosVecEnv

    return measure_sb3(OikosVecEnv("ObjectNav", options.envs, **settings(options)), options)


def measure_one_by_one(options: argparse.Namespace) -> float:
    """Steps a second of what Stable-Baselines3 makes of single environments."""
    from stable_baselines3.common.vec_env import DummyVecEnv

    asked = {**settings(options), "instruction": False}
    return measure_sb3(DummyVecEnv([lambda: gymnasium.make("oikos/ObjectNav-v0", **asked)] * options.envs), options)


def measure_sb3(envs: Any, options: argparse.Namespace) -> float:
    """Steps a second of a ``VecEnv``, which is closed."""
    try:
        envs.set_options([{"episode": episode} for episode in episodes(options.envs)])
        envs.reset()
        return measure_rate(envs.step, options)
    finally:
        envs.close()


def settings(options: argparse.Namespace) -> dict[str, Any]:
    """What an environment is made with."""
    return {
        "sensors": () if options.sensors == "none" else options.sensors.split(","),
        "width": options.size,
        "height": options.size,
        "level": options.level,
        "rooms": options.rooms,
        "step_limit": NO_LIMIT,
    }


def episodes(num_envs: int) -> list[str]:
    """Those that ``oikos bench`` begins."""
    return [f"1/train/episode-{i}" for i in range(num_envs)]


def measure_rate(step: Callable[[Any], object], options: argparse.Namespace) -> float:
    """Steps a second, the median of as many parts as ``oikos bench`` takes."""
    rng = np.random.default_rng(1)
    for _ in range(WARM_UP_STEPS):
        step(rng.choice(WALK, options.envs))
    rates = []
    for _ in range(NUM_PARTS):
        start, num_steps = time.perf_counter(), 0
        while time.perf_counter() - start < options.seconds / NUM_PARTS:
            step(rng.choice(WALK, options.envs))
            num_steps += options.envs
        rates.append(num_steps / (time.perf_counter() - start))
    return statistics.median(rates)


if __name__ == "__main__":
    main()
