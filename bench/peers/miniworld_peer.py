"""Steps MiniWorld without a screen and prints what it reached as one line of JSON: SIZE SECONDS."""

import json
import sys
import time

import pyglet

pyglet.options["headless"] = True

import gymnasium as gym
import miniworld  # noqa: F401  registers its environments
import numpy as np
from pyglet.gl import gl_info

size, seconds = int(sys.argv[1]), float(sys.argv[2])
env = gym.make("MiniWorld-FourRooms-v0", obs_width=size, obs_height=size, max_episode_steps=10**9)
observation, _ = env.reset(seed=1)
assert observation.shape == (size, size, 3)
rng = np.random.default_rng(1)
# Turn left, turn right, forward; a box that is found ends the episode.
actions = rng.choice([0, 1, 2, 2], size=1000)


def run(duration):
    steps, start, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - start < duration:
        _, _, terminated, truncated, _ = env.step(int(actions[steps % len(actions)]))
        steps += 1
        if terminated or truncated:
            env.reset()
    return steps / (time.perf_counter() - start), steps / (time.process_time() - cpu)


run(0.5)
rate, rate_per_core = run(seconds)
result = {"stepsPerSecond": rate, "stepsPerSecondPerCore": rate_per_core}
print(json.dumps({**result, "size": [size, size], "sensors": "rgb", "driver": gl_info.get_renderer()}))
