import { computed, signal } from '@preact/signals';
import { CATEGORIES, categoryWords } from '../../env/categories.ts';
import type { ObjectActionName } from '../../env/interaction/actions.ts';
import { float32Of, uint16Of } from '../protocol.ts';
import { act, frames, house, state } from './store.ts';
import { type NearThing, thingsNear } from './things-near.ts';

/** What hands can do, in words. */
const WORDS: readonly (readonly [action: ObjectActionName, words: string])[] = [
  ['Open', 'Open'],
  ['Close', 'Close'],
  ['PickUp', 'Pick up'],
  ['Put', 'Put'],
  ['Push', 'Push'],
  ['ToggleOn', 'Turn on'],
  ['ToggleOff', 'Turn off'],
];

/** Category that a person wants to touch. */
export const target = signal<string | null>(null);

/** What is in the picture, or within reach of an agent that measures none, nearest first. */
const inSight = computed<readonly NearThing[]>(() => {
  const seen = frames.value;
  const now = state.value;
  if (!seen?.boxes) return house.value && now ? thingsNear(house.value, now.pose, float32Of(now.movables)) : [];
  const millimetres = uint16Of(seen.depth);
  const nearest = new Map<number, number>();
  seen.semantic.forEach((id, pixel) => {
    if (millimetres[pixel] > 0) nearest.set(id, Math.min(nearest.get(id) ?? Infinity, millimetres[pixel]));
  });
  const categories = new Set(seen.boxes.map(({ category }) => category));
  return [...categories]
    .map((category) => ({ name: CATEGORIES[category], metres: (nearest.get(category) ?? Infinity) / 1000 }))
    .sort((a, b) => a.metres - b.metres);
});

/** Open, pick up, put: what is done to the things in the picture or within reach. */
export function Hands() {
  const things = inSight.value;
  const now = state.value;
  const aimed = things.find(({ name }) => name === target.value)?.name ?? things.at(0)?.name ?? null;
  return (
    <section class="card" aria-labelledby="hands-title">
      <h2>
        <span id="hands-title">Hands</span>
        <small>{now?.held ? `holding the ${categoryWords(now.held)}` : 'empty'}</small>
      </h2>
      <div class="fields">
        <label class="wide">
          What
          <select
            value={aimed ?? ''}
            disabled={things.length === 0}
            onChange={({ currentTarget }) => (target.value = currentTarget.value)}
          >
            {things.length === 0 && <option value="">nothing near</option>}
            {things.map(({ name, metres }) => (
              <option key={name} value={name}>
                {categoryWords(name)}, {metres.toFixed(1)} m
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="row below">
        {WORDS.map(([action, words]) => (
          <button
            key={action}
            class="small"
            disabled={aimed === null}
            onClick={() => aimed !== null && act({ action, target: aimed })}
          >
            {words}
          </button>
        ))}
        <button class="small" disabled={!now?.held} onClick={() => act({ action: 'Drop', target: '' })}>
          Drop
        </button>
      </div>
      {now?.error && <p class="refused">{now.error}</p>}
    </section>
  );
}
