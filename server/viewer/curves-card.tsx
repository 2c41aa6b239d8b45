import { Curve } from './curve.tsx';
import { certainty, distance, hasAny, reward, seekStep } from './curves.ts';
import { metres } from './measures-card.tsx';
import { state } from './store.ts';

/** How the episode went so far, as curves over its steps; a click looks at that step. */
export function CurvesCard() {
  const shared = { at: state.value?.step ?? 0, onSeek: seekStep };
  return (
    <section class="card" aria-labelledby="curves-title">
      <h2 id="curves-title">Curves</h2>
      <div class="curves">
        <Curve title="To goal" data={distance.value} format={metres} {...shared} />
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
