import { categoryId } from '../../env/categories.ts';
import type { EpisodeSpec, PhysicsLevel, StepResult } from '../../env/env.ts';
import { AGENT, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import type { Pose, Vec2, Vec3 } from '../../env/geometry.ts';
import { forwardOf } from '../../env/geometry.ts';
import type { GeneratedEpisode } from '../../env/episode.ts';
import type { House, Surface, Wall } from '../../env/house.ts';
import { UsageError } from '../../env/errors.ts';
import type { Command } from '../../env/interaction/actions.ts';
import type { BatchEnv, BatchSources } from '../../server/batch-env.ts';
import type { RecordingFolder, SessionSources, WatchedAgent, WatchedEnv } from '../../server/watched.ts';

const plaster: Surface = { material: 'Plaster', texture: 'plaster', color: [0.9, 0.88, 0.84] };
const outline: Vec2[] = [
  [0, 0],
  [0, 4],
  [6, 4],
  [6, 0],
];

function wall(index: number): Wall {
  const from = outline[index];
  const to = outline[(index + 1) % 4];
  return {
    id: `wall|${index}`,
    roomId: 'room|1',
    from,
    to,
    height: 2.5,
    surface: plaster,
    exterior: false,
    empty: false,
    holes: [],
  };
}

/** One empty living room of 6 m by 4 m. */
export const smallHouse: House = {
  id: 'small',
  rooms: [{ id: 'room|1', type: 'LivingRoom', polygon: outline, floor: { ...plaster, texture: 'planks' } }],
  walls: [0, 1, 2, 3].map(wall),
  doors: [],
  windows: [],
  objects: [],
  lights: [],
  ceilingHeight: 2.5,
  ceiling: plaster,
  roomSpecId: 'living',
};

/** The episode of a seed. */
export function specOf(seed: string): EpisodeSpec {
  return {
    seed,
    house: 'small',
    task: 'objectnav',
    start: { position: [3, 0, 2], yaw: 0, pitch: 0 },
    instruction: 'find the sofa',
    category: 'Sofa',
    goals: [[5, 0, 1]],
    geodesicDistance: 2.2,
  };
}

/** Walks through everything; ends on stop or after 500 steps. */
export class FakeEnv implements WatchedEnv {
  readonly house = smallHouse;
  readonly movables = new Float64Array(0);
  readonly switches = new Uint8Array(0);
  readonly traceHash = 'fake';
  readonly pathToGoal: readonly Vec3[] = [];
  pose: Pose = { position: [3, 0, 2], yaw: 0, pitch: 0 };
  isClosed = false;
  #spec = specOf('');
  #step = 0;

  /** Frames measure `size` by `size` pixels. */
  constructor(
    readonly size = 16,
    readonly level: PhysicsLevel = 'rigid',
  ) {}

  get episode(): EpisodeSpec {
    return this.#spec;
  }

  async begin({ spec }: GeneratedEpisode): Promise<StepResult> {
    this.#spec = spec;
    this.#step = 0;
    this.pose = this.episode.start;
    return this.#observe(false);
  }

  async step(action: Command): Promise<StepResult> {
    const { position, yaw, pitch } = this.pose;
    const [dx, dz] = action === MOVE_FORWARD ? forwardOf(yaw) : [0, 0];
    const turn = action === TURN_LEFT ? AGENT.turnAngle : action === TURN_RIGHT ? -AGENT.turnAngle : 0;
    this.pose = { position: [position[0] + dx * 0.25, 0, position[2] + dz * 0.25], yaw: yaw + turn, pitch };
    this.#step++;
    return this.#observe(action === STOP);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  #observe(terminated: boolean): StepResult {
    const pixels = this.size * this.size;
    return {
      observation: {
        width: this.size,
        height: this.size,
        rgb: new Uint8Array(pixels * 3).fill(this.#step),
        depth: new Float32Array(pixels).fill(1.5),
        semantic: new Uint16Array(pixels).fill(categoryId('Sofa')),
        instruction: this.episode.instruction,
        objectGoal: categoryId('Sofa'),
        pointGoal: null,
        gps: [0, 0],
        compass: 0,
        pitch: 0,
        collided: false,
        error: null,
        held: null,
        step: this.#step,
      },
      reward: 0,
      terminated,
      truncated: this.#step >= 500,
      measures: { success: 0, spl: 0, softSpl: 0, distanceToGoal: 2.2, collisions: 0, steps: this.#step },
    };
  }
}

/** Turns left for ever, and expects the next frame, of 16 by 16 pixels, to be black. */
export const spinningAgent: WatchedAgent = {
  name: 'spin',
  sensors: [],
  reset: () => {},
  act: () => TURN_LEFT,
  probabilities: [0, 0, 1, 0, 0, 0],
  predictFrame: async () => ({ width: 16, height: 16, rgb: new Uint8Array(16 * 16 * 3) }),
};

/** Sources that know the agent `spin` alone and remember the environments they made. */
export function fakeSources(
  size?: number,
  recordings: RecordingFolder | null = null,
): SessionSources & { readonly envs: FakeEnv[] } {
  const envs: FakeEnv[] = [];
  return {
    envs,
    recordings,
    async createEnv(level) {
      const env = new FakeEnv(size, level);
      envs.push(env);
      return env;
    },
    async createAgent(name) {
      if (name !== 'spin') throw new UsageError(`Agent: "${name}" is unknown; choose spin.`);
      return spinningAgent;
    },
    async prepare({ seed, split, episode, instruction }) {
      const spec = specOf(`${seed}/${split}/episode-${episode}`);
      return { spec: { ...spec, ...(instruction && { instruction }) }, house: smallHouse, rejected: 0 };
    },
    readHouse: () => smallHouse,
  };
}

/** Environments of a batch that walk through everything. */
class FakeBatch implements BatchEnv {
  readonly #envs: FakeEnv[];
  readonly #results: StepResult[] = [];
  isClosed = false;

  constructor(
    readonly numEnvs: number,
    size: number,
  ) {
    this.#envs = Array.from({ length: numEnvs }, () => new FakeEnv(size));
  }

  async reset(seeds: readonly (string | null)[]): Promise<StepResult[]> {
    for (const [i, seed] of seeds.entries()) {
      if (seed === null) continue;
      this.#results[i] = await this.#envs[i].begin({ spec: specOf(seed), house: smallHouse, rejected: 0 });
    }
    return [...this.#results];
  }

  async step(commands: readonly (Command | null)[]): Promise<StepResult[]> {
    for (const [i, command] of commands.entries()) {
      if (command !== null) this.#results[i] = await this.#envs[i].step(typeof command === 'number' ? command : STOP);
    }
    return [...this.#results];
  }

  viewAt(index: number): ReturnType<BatchEnv['viewAt']> {
    const { episode, house, traceHash } = this.#envs[index];
    const { terminated, truncated } = this.#results[index];
    return { spec: episode, house, traceHash, ended: terminated || truncated };
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

/** Makes batches of the fake world and remembers them. */
export function fakeBatches(): BatchSources & { readonly batches: FakeBatch[] } {
  const batches: FakeBatch[] = [];
  return {
    batches,
    device: null,
    async createBatch({ numEnvs, agents, camera }) {
      const batch = new FakeBatch(Math.max(numEnvs, agents), camera.width);
      batches.push(batch);
      return batch;
    },
  };
}
