"""Runs a command and ends it when standard input closes, which it does however the parent ends.

Used as ``python -m oikos_env.keeper COMMAND...``; the exit status is the command's.
"""

import os
import subprocess
import sys
import threading

GRACE_SECONDS = 5.0


def keep(command: list[str]) -> int:
    """Runs the command with this process's standard output and error, and waits for its end."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def end_with_parent() -> None:
        # Not through sys.stdin, whose lock the interpreter wants when it ends.
        while os.read(sys.stdin.fileno(), 1):
            pass
        child.terminate()
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    threading.Thread(target=end_with_parent, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
