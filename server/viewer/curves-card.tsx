import { computed } from '@preact/signals';
import type { CurveData } from './curve.tsx';
import { Curve } from './curve.tsx';
import { metres } from './measures-card.tsx';
import { seek } from './playback.ts';
import { rivalMoments } from './rival.ts';
import { moments, state } from './store.ts';
import type { Moment } from './watching.ts';

const distance = curveOf(({ state: { measures } }) => finite(measures.distanceToGoal));
const psnr = curveOf(({ frames }) => (frames?.predicted ? finite(frames.predicted.psnr) : null));
const certainty = curveOf(({ state: { probabilities } }) => probabilities && Math.max(...probabilities));
const reward = curveOf(({ state: { step, reward: value } }) => (step === 0 ? null : value));

/** How the episode went so far, as curves over its steps; a click looks at that step. */
export function CurvesCard() {
  const shared = { at: state.value?.step ?? 0, onSeek: seekStep };
  return (
    <section class="card" aria-labelledby="curves-title">
      <h2 id="curves-title">Curves</h2>
      <div class="curves">
        <Curve title="To goal" data={distance.value} format={metres} {...shared} />
        {hasAny(psnr.value) && (
          <Curve title="Expectation met" data={psnr.value} format={(dB) => `${dB.toFixed(1)} dB`} {...shared} />
        )}
        {hasAny(certainty.value) && (
          <Curve
            title="Certainty of its choice"
            data={certainty.value}
            format={(p) => `${Math.round(100 * p)} %`}
            {...shared}
          />
        )}
        <Curve title="Reward" data={reward.value} format={(value) => value.toFixed(2)} {...shared} />
      </div>
    </section>
  );
}

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

function hasAny({ rows }: CurveData): boolean {
  return rows.some((row) => row.some((value) => value !== null));
}

function seekStep(step: number): void {
  const index = moments.value.findIndex(({ state: { step: known } }) => known >= step - 0.5);
  seek(index < 0 ? Infinity : index);
}
