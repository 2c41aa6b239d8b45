import { LOOK_DOWN, LOOK_UP, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { act, pause, play, playback, startNext, step } from './store.ts';

/** What keys do; the buttons' titles name the same keys. */
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowUp: () => act(MOVE_FORWARD),
  ArrowLeft: () => act(TURN_LEFT),
  ArrowRight: () => act(TURN_RIGHT),
  PageUp: () => act(LOOK_UP),
  PageDown: () => act(LOOK_DOWN),
  f: () => act(STOP),
  ' ': () => (playback.value.playing ? pause() : play()),
  '.': step,
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

function ownsKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, select, textarea') || (key === ' ' && target.matches('button'));
}
