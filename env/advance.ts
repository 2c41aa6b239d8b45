import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';

/** What is pushed slows the agent a little; as long as it lags by no more than this, it still makes its step. Metres. */
const PUSH_LAG = 0.02;
/** A body pressed deeper than this does not give way, and the agent waits. Metres. */
const MAX_PRESS = 0.01;
/** Who was held up for a moment catches up at most this fast, metres per second. */
const MAX_SPEED = 1.5;

/** What one substep brought: how far along its way the agent got, and how deep it was pressed into something, metres. */
interface Advance {
  readonly reached: number;
  readonly press: number;
}

/**
 * Takes the agent along `length` metres among things it may have to push. `substep` lets the world go on from a place
 * on the way (metres) at a speed (metres per second). Gives the metres made, and whether something held the agent.
 */
export function advance(
  length: number,
  substep: (progress: number, speed: number) => Advance,
): { readonly progress: number; readonly held: boolean } {
  let progress = 0;
  let waits = false;
  for (let i = 0; i < NUM_SUBSTEPS; i++) {
    const wanted = (length - progress) / ((NUM_SUBSTEPS - i) * SUBSTEP);
    const { reached, press } = substep(progress, waits ? 0 : Math.min(MAX_SPEED, wanted));
    waits = press > MAX_PRESS;
    if (!waits) progress = Math.min(length, Math.max(progress, reached));
  }
  const held = progress < length - PUSH_LAG;
  return { progress: held ? progress : length, held };
}
