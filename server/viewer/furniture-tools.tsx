import { categoryWords } from '../../env/categories.ts';
import type { House } from '../../env/house.ts';
import { chosen, draft, furnitureOf, turnChosen } from './edited-house.ts';
import { Choice } from './fields.tsx';

const NOTHING = '';

/** Chooses furniture to move, and turns it, for whoever cannot or will not drag it on the plan. */
export function FurnitureTools() {
  const house = draft.value;
  if (!house) return null;
  const isChosen = chosen.value !== null;
  return (
    <div class="fields below">
      <Choice
        class="wide"
        label="Furniture to move: drag it on the plan, or choose it here and use the arrow keys"
        value={chosen.value ?? NOTHING}
        words={{ [NOTHING]: 'none', ...wordsOf(house) }}
        onChange={(id) => (chosen.value = id || null)}
      />
      <button disabled={!isChosen} onClick={() => turnChosen(1)}>
        Turn left
      </button>
      <button disabled={!isChosen} onClick={() => turnChosen(-1)}>
        Turn right
      </button>
    </div>
  );
}

/** Each piece by its id: what it is and in which room, with a number where there are several. */
function wordsOf(house: House): Record<string, string> {
  const rooms = new Map(house.rooms.map(({ id, type }) => [id, categoryWords(type)]));
  const seen = new Map<string, number>();
  return Object.fromEntries(
    furnitureOf(house).map(({ id, category, roomId }) => {
      const words = `${categoryWords(category)}, ${rooms.get(roomId ?? '') ?? 'no room'}`;
      const count = (seen.get(words) ?? 0) + 1;
      seen.set(words, count);
      return [id, count > 1 ? `${words} ${count}` : words];
    }),
  );
}
