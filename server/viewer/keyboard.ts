import { LOOK_DOWN, LOOK_UP, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { seek, seekBy, stepOn, togglePlaying } from './playback.ts';
import { act, lookAtLatest, startNext } from './store.ts';

/** What keys do; the buttons' titles name the same keys. */
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowUp: () => act(MOVE_FORWARD),
  ArrowLeft: () => act(TURN_LEFT),
  ArrowRight: () => act(TURN_RIGHT),
  PageUp: () => act(LOOK_UP),
  PageDown: () => act(LOOK_DOWN),
  f: () => act(STOP),
  ' ': togglePlaying,
  '.': stepOn,
  ',': () => seekBy(-1),
  Home: () => seek(0),
  End: lookAtLatest,
  n: startNext,
};

/** Listens to the page's keys, except while a field or a button has them. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const work = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
    if (!work || event.ctrlKey || event.metaKey || event.altKey || ownsKey(event)) return;
    event.preventDefault();
    work();
  });
}

/** What takes the arrow keys for itself, and what takes the space bar. */
function ownsKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, select, textarea, [role=tab]') || (key === ' ' && target.matches('button, summary'));
}
