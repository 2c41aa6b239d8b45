"""Environment steps a second through the client, beside ``oikos bench`` in the same houses at the same setting.

    python benchmark.py --level kinematic --rounds 3

Both are measured in turn, round by round, so that what else the machine does falls upon both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time

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
    options = parser.parse_args()
    ratios = []
    for _ in range(options.rounds):
        bench, client = measure_bench(options), measure_client(options)
        ratios.append(client / bench)
        print(f"oikos bench {bench:.0f} steps/s, client {client:.0f}, ratio {ratios[-1]:.2f}", flush=True)
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
    """Steps a second through a server of its own, the median of as many parts as ``oikos bench`` takes."""
    envs = gymnasium.make_vec(
        "oikos/ObjectNav-v0",
        num_envs=options.envs,
        sensors=() if options.sensors == "none" else options.sensors.split(","),
        width=options.size,
        height=options.size,
        level=options.level,
        rooms=options.rooms,
        step_limit=NO_LIMIT,
    )
    rng = np.random.default_rng(1)
    try:
        envs.reset(options={"episodes": [f"1/train/episode-{i}" for i in range(options.envs)]})
        for _ in range(WARM_UP_STEPS):
            envs.step(rng.choice(WALK, options.envs))
        rates = []
        for _ in range(NUM_PARTS):
            start, num_steps = time.perf_counter(), 0
            while time.perf_counter() - start < options.seconds / NUM_PARTS:
                envs.step(rng.choice(WALK, options.envs))
                num_steps += options.envs
            rates.append(num_steps / (time.perf_counter() - start))
        return statistics.median(rates)
    finally:
        envs.close()


if __name__ == "__main__":
    main()
