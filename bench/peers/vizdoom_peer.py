"""Steps ViZDoom at its smallest resolution and prints what it reached as one line of JSON: SIZE (not used) SECONDS."""

import json
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
    return steps / (time.perf_counter() - start)


run(0.5)
rate = run(seconds)
game.close()
driver = "its own software renderer"
print(json.dumps({"stepsPerSecond": rate, "size": [160, 120], "sensors": "rgb,depth,semantic", "driver": driver}))
