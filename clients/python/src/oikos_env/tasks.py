"""The tasks, by their Gymnasium names, and what an agent is told in each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One task of the simulator."""

    #: Its name there.
    name: str
    #: The observations that say what is asked, beside the instruction in words.
    goals: tuple[str, ...]
    #: Whether it can only be done with the hands.
    needs_hands: bool = False


#: By the name in ``oikos/NAME-v0``.
TASKS: dict[str, Task] = {
    "ObjectNav": Task("objectnav", ("object_goal",)),
    "PointNav": Task("pointnav", ("point_goal",)),
    "ImageNav": Task("imagenav", ("image_goal",)),
    "InstanceNav": Task("instancenav", ("object_goal",)),
    "RoomNav": Task("roomnav", ()),
    "MultiON": Task("multion", ("object_goal",)),
    "Fetch": Task("fetch", ("object_goal", "held"), needs_hands=True),
    "Follow": Task("follow", ()),
    "FindPerson": Task("findperson", ()),
}


def task_named(name: str) -> Task:
    """The task of a name of ``TASKS``, or of the simulator's name for it.

    Raises:
        ValueError: There is no such task.
    """
    for title, task in TASKS.items():
        if name in (title, task.name):
            return task
    raise ValueError(f'task_named: "{name}" is no task; take one of {", ".join(TASKS)}.')
