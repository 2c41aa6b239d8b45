"""The environments' names in Gymnasium's registry."""

from gymnasium import register, registry

from .tasks import TASKS


def register_envs() -> None:
    """Registers ``oikos/NAME-v0`` for every task, once."""
    for title in TASKS:
        name = f"oikos/{title}-v0"
        if name not in registry:
            register(
                id=name,
                entry_point="oikos_env.gym_env:OikosEnv",
                vector_entry_point="oikos_env.vector_env:OikosVectorEnv",
                kwargs={"task": title},
            )
