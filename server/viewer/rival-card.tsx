import { useMemo } from 'preact/hooks';
import { metres } from './measures-card.tsx';
import { Picture } from './picture.tsx';
import { rival, rivalShown, setRival } from './rival.ts';
import { paintRgb } from './sensor-colors.ts';

/** What the agent beside sees at the same step, and how far it has come. */
export function RivalCard() {
  const beside = rival.value;
  const shown = rivalShown.value;
  const seen = shown?.frames ?? null;
  const pixels = useMemo(() => seen && paintRgb(seen.rgb), [seen]);
  if (!beside) return null;
  const measures = shown?.state.measures;
  const end = beside.ended.value;
  return (
    <section class="card rival-card" aria-labelledby="rival-title">
      <h2>
        <span id="rival-title">Beside it: {beside.request.value?.agent}</span>
        <button class="small" onClick={() => setRival(null)}>
          Send away
        </button>
      </h2>
      <div class="beside">
        <Picture title="It sees" width={seen?.width ?? 64} height={seen?.height ?? 64} pixels={pixels} isLarge />
        <dl class="measures">
          <div>
            <dt>To goal</dt>
            <dd>{measures ? metres(measures.distanceToGoal) : '–'}</dd>
          </div>
          <div>
            <dt>Steps</dt>
            <dd>{measures?.steps ?? '–'}</dd>
          </div>
          <div>
            <dt>End</dt>
            <dd>
              {end ? (end.measures.success > 0 ? `found, SPL ${end.measures.spl.toFixed(2)}` : 'missed') : 'not yet'}
            </dd>
          </div>
        </dl>
      </div>
      {beside.complaint.value && <p class="refused">{beside.complaint.value}</p>}
    </section>
  );
}
