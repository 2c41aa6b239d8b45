import { parentPort, workerData } from 'node:worker_threads';
import { initNavigation } from '../navigation/navigation.ts';
import { buildScene } from '../rendering/scene.ts';
import { attempt, toError } from './attempt.ts';
import { prepareEpisode } from './prepared-episode.ts';
import { SharedState } from './shared-state.ts';
import {
  type Move,
  type ThreadAnswer,
  type ThreadBegun,
  type ThreadReply,
  type ThreadRequest,
  type ThreadSetup,
  type ThreadStart,
  type ThreadTask,
  type ThrownError,
  packError,
} from './thread-message.ts';
import { WorldHost } from './world-host.ts';
import { type WorldSupply, openSupply } from './world-source.ts';

/** The program of a thread that holds worlds or prepares episodes: it answers each request in turn. */
class WorldThread {
  readonly #states = new Map<number, SharedState>();
  readonly #host: WorldHost;

  constructor(
    readonly setup: ThreadSetup,
    readonly supply: WorldSupply,
  ) {
    this.#host = new WorldHost({ ...setup, ...supply });
  }

  static async open(setup: ThreadSetup): Promise<WorldThread> {
    await initNavigation();
    return new WorldThread(setup, await openSupply(setup.source));
  }

  answer(task: ThreadTask): ThreadAnswer {
    switch (task.kind) {
      case 'open':
        return null;
      case 'begin':
        return task.starts.map((start) => attempt(() => this.#begin(start))).map(packThrown);
      case 'step':
        return task.moves.map((move) => attempt(() => this.#step(move))).map(packThrown);
      case 'prepare':
        return prepareEpisode(task.seed, this.supply);
    }
  }

  #begin({ index, seed, prepared }: ThreadStart): ThreadBegun {
    const { world, rejected } = this.#host.begin(index, seed, prepared);
    const { house, spec, rules, level, measures } = world;
    const size = { numMovables: world.poses.length / 7, numObjects: world.switches.length };
    const state = SharedState.allocate(size);
    state.write(world, { reward: 0, terminated: false, truncated: false, measures });
    this.#states.set(index, state);
    const isDrawn = this.setup.hasScenes && prepared === null;
    const scene = isDrawn ? buildScene(house, this.supply.library) : null;
    return { facts: { house, spec, rules, level }, state: state.buffer, size, rejected, scene };
  }

  #step({ index, command }: Move): string | null {
    const outcome = this.#host.step(index, command);
    const world = this.#host.worldAt(index);
    this.#states.get(index)?.write(world, outcome);
    return world.observe().error;
  }
}

function packThrown<T>(answer: T | Error): T | ThrownError {
  return answer instanceof Error ? packError(answer) : answer;
}

const opening = WorldThread.open(workerData as ThreadSetup);
// A thread that cannot open answers every request with the reason.
opening.catch(() => {});
parentPort?.on('message', ({ call, task }: ThreadRequest) => {
  const reply = (answer: ThreadAnswer | ThrownError): void =>
    parentPort?.postMessage({ call, answer } satisfies ThreadReply);
  opening.then((thread) => reply(thread.answer(task))).catch((error: unknown) => reply(packError(toError(error))));
});
