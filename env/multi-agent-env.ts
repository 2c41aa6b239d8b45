import type { Command } from './interaction/actions.ts';
import type { EpisodeSpec, StepResult } from './env.ts';
import type { House } from './house.ts';
import { NavMesh } from './navigation/navigation.ts';
import { Rng } from './random.ts';
import { withPeople } from './people/residents.ts';
import { rulesOf } from './tasks.ts';
import { VectorEnv, type VectorEnvOptions } from './vector-env.ts';
import type { StartedWorld } from './vector/world-host.ts';
import { World } from './world.ts';

type BatchOptions = Omit<
  VectorEnvOptions,
  'numEnvs' | 'createWorld' | 'autoreset' | 'nextSeed' | 'workers' | 'preparers' | 'source'
>;

/** What a shared house is made of. */
export interface MultiAgentEnvOptions extends BatchOptions {
  /** Who act; each is drawn as a person to the others. */
  readonly numAgents: number;
}

/**
 * One house in which several agents do the same task from places of their own. They act in turn, the first before the
 * second, a quarter of a second each; they see one another and stop where another stands.
 */
export class MultiAgentEnv {
  private constructor(readonly batch: VectorEnv) {}

  /** @throws Error when sensors are asked for without a GPU */
  static async create(options: MultiAgentEnvOptions): Promise<MultiAgentEnv> {
    const { numAgents } = options;
    let worlds: readonly StartedWorld[] = [];
    const createWorld = (who: number, seed: string): StartedWorld => {
      if (who === 0) {
        worlds = [];
        worlds = createWorlds(seed, options);
      }
      if (worlds.length === 0) throw new Error(`MultiAgentEnv: the house of ${seed} did not begin; see agent 0.`);
      return worlds[who];
    };
    return new MultiAgentEnv(await VectorEnv.create({ ...options, numEnvs: numAgents, createWorld }));
  }

  get numAgents(): number {
    return this.batch.numEnvs;
  }

  /** Starts the episode of a seed for all; gives what each agent sees. @throws what the episode fails of */
  async reset(seed: string): Promise<StepResult[]> {
    const results = await this.batch.reset(Array.from({ length: this.numAgents }, () => seed));
    this.#checkWhole();
    return results;
  }

  /**
   * Lets the agents act in turn; those with null, and those who have ended, wait. Gives the latest result of each.
   *
   * @throws as `VectorEnv.step` does, and what a step fails of: the house is then lost to all
   */
  async step(commands: readonly (Command | null)[]): Promise<StepResult[]> {
    const results = await this.batch.step(commands);
    this.#checkWhole();
    return results;
  }

  /** Everything about the episode of one agent. @throws Error before the first reset */
  worldOf(who: number): World {
    return this.batch.worldAt(who);
  }

  /** Frees what this created; the GPU belongs to the caller. */
  close(): Promise<void> {
    return this.batch.close();
  }

  #checkWhole(): void {
    for (let who = 0; who < this.numAgents; who++) {
      const failure = this.batch.failureAt(who);
      if (failure) throw failure;
    }
  }
}

/** The worlds of all agents, who share one house; agent 0 starts where the episode has it. */
function createWorlds(seed: string, { numAgents, episodes, library, level }: MultiAgentEnvOptions): StartedWorld[] {
  const { spec, house, task, rejected } = episodes(seed);
  const navMesh = NavMesh.build(house, library, rulesOf(spec, task).agent);
  try {
    const rng = new Rng(seed).child('agents');
    const others = { count: numAgents - 1, name: 'agent', others: [spec.start.position], rng };
    const peopled = withPeople(withFirst(house, spec), navMesh, others);
    const worlds: World[] = [];
    peopled.people?.forEach(({ start }, who) => {
      const geodesicDistance = navMesh.distanceToAny(start.position, spec.goals);
      const own: EpisodeSpec = who === 0 ? spec : { ...spec, start, geodesicDistance };
      worlds.push(
        new World({
          house: peopled,
          spec: own,
          task,
          library,
          level,
          company: { who, numAgents, host: worlds[0] ?? null },
        }),
      );
    });
    return worlds.map((world) => ({ world, rejected }));
  } finally {
    navMesh.dispose();
  }
}

/** The house with agent 0 in it. */
function withFirst(house: House, { start }: EpisodeSpec): House {
  return { ...house, people: [{ id: 'agent|0', start, color: [0.3, 0.3, 0.34] }] };
}
