import type { HouseView } from './house-view.ts';

/** One press turns so far, radians. */
const TURN = Math.PI / 24;

/** With the shift key, as the plain arrows drive the agent. */
const ARROWS: Readonly<Record<string, readonly [left: number, up: number]>> = {
  ArrowLeft: [TURN, 0],
  ArrowRight: [-TURN, 0],
  ArrowUp: [0, TURN],
  ArrowDown: [0, -TURN],
};
const NOTCHES: Readonly<Record<string, number>> = { '+': 1, '=': 1, '-': -1 };

/** Turns a view with Shift and the arrow keys, and nears it with + and -; the answer ends that. */
export function listenToViewKeys(view: HouseView): () => void {
  const listeners = new AbortController();
  const press = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea, [role=tab]');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && Object.hasOwn(ARROWS, event.key)) view.turn(...ARROWS[event.key]);
    else if (Object.hasOwn(NOTCHES, event.key)) view.approach(NOTCHES[event.key]);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Before the page's own keys, which would take the arrows to drive.
  addEventListener('keydown', press, { signal: listeners.signal, capture: true });
  return () => listeners.abort();
}
