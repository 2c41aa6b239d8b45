import type { Scene } from '../rendering/scene.ts';
import type { Outcome, World } from '../world.ts';
import type { EnvView } from './env-view.ts';
import type { Move, Start } from './thread-message.ts';

/** An environment whose episode has begun. */
export interface Begun {
  readonly view: EnvView;
  /** Proposals that were thrown away before its episode was found. */
  readonly rejected: number;
  /** Null where nothing is drawn. */
  readonly scene: Scene | null;
}

/**
 * The worlds of a batch, wherever they live. What one environment throws stands in its place among the results; its
 * episode is then gone.
 */
export interface Worlds {
  /** Whether worlds step while this thread does something else. */
  readonly inThreads: boolean;
  /** Begins episodes, one result for each. */
  begin(starts: readonly Start[]): Promise<(Begun | Error)[]>;
  /** Carries out commands, one result for each. What was asked first is answered first, and later calls need not wait. */
  step(moves: readonly Move[]): Promise<(Outcome | Error)[]>;
  /** Names the episodes that will begin next, so that they are made ready meanwhile; replaces what was named before. */
  expect(seeds: readonly string[]): void;
  /** The world itself. @throws Error when it lives in another thread */
  worldAt(index: number): World;
  close(): Promise<void>;
}
