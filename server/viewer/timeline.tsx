import { useComputed } from '@preact/signals';
import { seek } from './playback.ts';
import { cursor, lookAtLatest, moments, numToCatchUp, shownIndex, state } from './store.ts';

/** The episode from its first step to the latest; drag to look at any moment of it. */
export function Timeline() {
  const last = moments.value.length - 1;
  const index = Math.max(0, shownIndex.value);
  const step = state.value?.step ?? 0;
  const share = last > 0 ? index / last : 0;
  return (
    <div class="timeline">
      <div class="track" style={{ '--share': share }}>
        <Marks />
        <input
          type="range"
          min="0"
          max={Math.max(1, last)}
          value={index}
          disabled={last < 1}
          aria-label="Timeline"
          aria-valuetext={`Step ${step} of ${moments.value.at(-1)?.state.step ?? 0}`}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
        />
      </div>
      <output>
        {step}
        {cursor.value !== null && <small> / {moments.value.at(-1)?.state.step}</small>}
      </output>
      {numToCatchUp.value > 0 ? (
        <span class="pill">catching up</span>
      ) : (
        <button
          class="pill"
          aria-pressed={cursor.value === null}
          title="Follow what comes (End)"
          onClick={lookAtLatest}
        >
          live
        </button>
      )}
    </div>
  );
}

/** Where the agent bumped and where a person drove. */
function Marks() {
  const marks = useComputed(() => {
    const numSpans = Math.max(1, moments.value.length - 1);
    return moments.value.flatMap(({ state: { step, collided, actor, error } }, i) => {
      const kind = collided || error ? 'bump' : actor === 'person' ? 'person' : null;
      return kind ? [{ step, kind, left: `${(100 * i) / numSpans}%` }] : [];
    });
  });
  return (
    <span class="marks" aria-hidden="true">
      {marks.value.map(({ step, kind, left }) => (
        <i key={step} class={kind} style={{ left }} />
      ))}
    </span>
  );
}
