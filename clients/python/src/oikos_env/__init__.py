"""Houses to learn from: environments of oikos for Gymnasium and PettingZoo.

Importing this registers ``oikos/ObjectNav-v0`` and its siblings where Gymnasium is installed. ``Batch`` needs neither.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .batch import WAIT, Batch, Began, Column, Ended, Results
from .errors import OikosConnectionError, OikosError
from .server import Server
from .tasks import TASKS, Task

__version__ = "0.1.0"

#: What needs Gymnasium or PettingZoo is imported when it is asked for.
_LAZY = {
    "OikosEnv": ".gym_env",
    "OikosVectorEnv": ".vector_env",
    "OikosParallelEnv": ".multi_agent_env",
    "parallel_env": ".multi_agent_env",
}

__all__ = [
    "TASKS",
    "WAIT",
    "Batch",
    "Began",
    "Column",
    "Ended",
    "OikosConnectionError",
    "OikosEnv",
    "OikosError",
    "OikosParallelEnv",
    "OikosVectorEnv",
    "Results",
    "Server",
    "Task",
    "parallel_env",
]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if find_spec("gymnasium") is not None:
    from .registration import register_envs

    register_envs()
