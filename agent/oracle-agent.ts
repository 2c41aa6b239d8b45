import type { ResolvedCommand } from '../env/interaction/actions.ts';
import type { Agent } from '../env/env.ts';
import type { Oracle } from '../env/tasks/task.ts';
import type { World } from '../env/world.ts';

/** Knows the house and what is asked, and solves it with the actions that all have: the ceiling over every measure. */
export class OracleAgent implements Agent<ResolvedCommand> {
  readonly name = 'oracle';
  readonly sensors = [];
  readonly #currentWorld: () => World;
  #oracle: Oracle | null = null;

  /** `currentWorld` gives the episode that runs now: knowledge that no other agent is handed. */
  constructor(currentWorld: () => World) {
    this.#currentWorld = currentWorld;
  }

  reset(): void {
    const world = this.#currentWorld();
    this.#oracle = world.task.createOracle(world);
  }

  /** @throws Error before the first reset */
  act(): ResolvedCommand {
    if (this.#oracle === null) throw new Error('OracleAgent.act: no episode; reset the agent first.');
    return this.#oracle();
  }
}
