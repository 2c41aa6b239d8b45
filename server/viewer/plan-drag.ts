import type { Vec2 } from '../../env/geometry.ts';
import { chosen, draft, dragged, furnitureAt, moveChosen, moveFurniture, turnChosen } from './edited-house.ts';
import { framePlan, placeAt } from './plan-frame.ts';

/** One press of an arrow key, metres. */
const NUDGE = 0.1;
const NUDGES: Readonly<Record<string, Vec2>> = {
  ArrowLeft: [-NUDGE, 0],
  ArrowRight: [NUDGE, 0],
  ArrowUp: [0, -NUDGE],
  ArrowDown: [0, NUDGE],
};

/** Lets a person drag furniture on a plan while a house is being changed; the answer ends that. */
export function dragOnPlan(canvas: HTMLCanvasElement): () => void {
  let last: Vec2 | null = null;
  const listeners = new AbortController();
  const { signal } = listeners;
  const place = (event: PointerEvent): Vec2 | null =>
    draft.value && placeAt(framePlan(draft.value, canvas), [event.offsetX, event.offsetY]);

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      const at = place(event);
      if (!at || !draft.value) return;
      chosen.value = furnitureAt(draft.value, at)?.id ?? null;
      last = chosen.value === null ? null : at;
      canvas.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const at = place(event);
      if (!at || !last || !draft.value || chosen.value === null) return;
      const from = dragged.value ?? draft.value;
      dragged.value = moveFurniture(from, chosen.value, [at[0] - last[0], at[1] - last[1]]);
      last = at;
    },
    { signal },
  );
  canvas.addEventListener(
    // However it ends: a touch may be taken away as well.
    'lostpointercapture',
    () => {
      last = null;
      draft.value = dragged.value ?? draft.value;
      dragged.value = null;
    },
    { signal },
  );
  addEventListener('keydown', (event) => void (changeByKey(event) && event.stopImmediatePropagation()), {
    signal,
    capture: true,
  });
  return () => listeners.abort();
}

/** The chosen furniture follows the arrow keys and R; true when it did. */
function changeByKey(event: KeyboardEvent): boolean {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
  if (chosen.value === null || isTyping || event.ctrlKey || event.metaKey) return false;
  if (event.key === 'r' || event.key === 'R') turnChosen(event.shiftKey ? -1 : 1);
  else if (Object.hasOwn(NUDGES, event.key) && !event.shiftKey) moveChosen(NUDGES[event.key]);
  else return false;
  event.preventDefault();
  return true;
}
