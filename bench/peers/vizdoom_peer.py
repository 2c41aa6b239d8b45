"""Steps ViZDoom at its smallest resolution and prints what it reached as one line of JSON: SIZE (not used) SECONDS."""

import json
import resource
import sys
import time

import numpy as np
import vizdoom

seconds = float(sys.argv[2])
game = vizdoom.DoomGame()
game.load_config(f"{vizdoom.scenarios_path}/my_way_home.cfg")
game.set_screen_resolution(vizdoom.ScreenResolution.RES_160X120)
game.set_screen_format(vizdoom.ScreenFormat.RGB24)
game.set_depth_buffer_enabled(True)
game.set_labels_buffer_enabled(True)
game.set_window_visible(False)
game.set_mode(vizdoom.Mode.PLAYER)
game.set_seed(1)
game.init()
rng = np.random.default_rng(1)
buttons = np.eye(game.get_available_buttons_size(), dtype=int).tolist()
actions = rng.integers(len(buttons), size=1000)


def run(duration):
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < duration:
        game.make_action(buttons[actions[steps % len(actions)]])
        steps += 1
        if game.is_episode_finished():
            game.new_episode()
        else:
            state = game.get_state()
            assert state.screen_buffer.shape == (120, 160, 3) and state.depth_buffer.shape == (120, 160)
    return steps, steps / (time.perf_counter() - start)


def processor_seconds():
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


before = processor_seconds()
steps, rate = run(seconds)
# The game is a process of its own, whose time is known when it has ended.
game.close()
result = {"stepsPerSecond": rate, "stepsPerSecondPerCore": steps / (processor_seconds() - before)}
drawn = {"size": [160, 120], "sensors": "rgb,depth,semantic", "driver": "its own software renderer"}
print(json.dumps({**result, **drawn}))
