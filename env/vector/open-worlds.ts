import { UsageError } from '../errors.ts';
import { LocalWorlds, type LocalWorldsOptions } from './local-worlds.ts';
import { Preparation, type Preparer } from './preparation.ts';
import { Thread } from './thread.ts';
import { ThreadedWorlds } from './threaded-worlds.ts';
import type { WorldSource } from './world-source.ts';
import type { Worlds } from './worlds.ts';

/** Where the worlds of a batch live, and what they are made of; see `VectorEnvOptions`. */
export interface OpenWorldsOptions extends Omit<LocalWorldsOptions, 'preparation'> {
  readonly workers?: number;
  readonly preparers?: number;
  readonly source?: WorldSource;
}

/** The worlds of a batch where the options say they live. @throws UsageError for threads without a source that opens */
export async function openWorlds(options: OpenWorldsOptions): Promise<Worlds> {
  const { workers = 0, preparers = Math.min(1, workers), source, level, hasScenes, createWorld } = options;
  if (workers + preparers === 0) return new LocalWorlds({ ...options, preparation: null });
  if (source === undefined || createWorld !== undefined) {
    throw new UsageError(
      `VectorEnv.create: ${workers} workers and ${preparers} preparers need \`source\` and no \`createWorld\`; name the module that opens the episodes, or take no threads.`,
    );
  }
  const setup = { source, level, hasScenes };
  const start = (count: number): Thread[] => Array.from({ length: count }, () => new Thread(setup));
  const preparation = preparers === 0 ? null : new Preparation(start(preparers).map(toPreparer));
  return workers === 0
    ? new LocalWorlds({ ...options, preparation })
    : ThreadedWorlds.open(start(workers), preparation);
}

function toPreparer(thread: Thread): Preparer {
  return { prepare: (seed) => thread.call({ kind: 'prepare', seed }), stop: () => thread.stop() };
}
