import { computed } from '@preact/signals';
import type { CurveData } from './curve.tsx';
import { seek } from './playback.ts';
import { rivalMoments } from './rival.ts';
import { moments } from './store.ts';
import type { Moment } from './watching.ts';

/** Walk that is left to the goal, metres. */
export const distance = curveOf(({ state: { measures } }) => finite(measures.distanceToGoal));
/** How near the model's expectation came, decibels. */
export const expectation = curveOf(({ frames }) => (frames?.predicted ? finite(frames.predicted.psnr) : null));
/** Probability of the likeliest action. */
export const certainty = curveOf(({ state: { probabilities } }) => probabilities && Math.max(...probabilities));
/** Of each step. */
export const reward = curveOf(({ state: { step, reward: value } }) => (step === 0 ? null : value));

function curveOf(valueOf: (moment: Moment) => number | null) {
  return computed<CurveData>(() => {
    const rival = rivalMoments.value;
    const own = moments.value;
    const longest = own.length >= rival.length ? own : rival;
    const rows = [own, ...(rival.length > 0 ? [rival] : [])].map((row) =>
      longest.map((_, i) => (row[i] ? valueOf(row[i]) : null)),
    );
    return { steps: longest.map(({ state: { step } }) => step), rows };
  });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Whether a curve has anything to show. */
export function hasAny({ rows }: CurveData): boolean {
  return rows.some((row) => row.some((value) => value !== null));
}

/** Looks at the moment of a step. */
export function seekStep(step: number): void {
  const index = moments.value.findIndex(({ state: { step: known } }) => known >= step - 0.5);
  seek(index < 0 ? Infinity : index);
}
