import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LOOK_DOWN, LOOK_UP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { act, cursor, ended } from './store.ts';

const BUTTONS: readonly (readonly [action: number, icon: IconName, words: string])[] = [
  [LOOK_UP, 'up', 'Look up'],
  [MOVE_FORWARD, 'forward', 'Forward'],
  [LOOK_DOWN, 'down', 'Look down'],
  [TURN_LEFT, 'left', 'Turn left'],
  [TURN_RIGHT, 'right', 'Turn right'],
];
const REPEAT_MS = 220;

/** Whether the pad lies over the house; at first only where fingers are the way to point. */
export const isPadShown = signal(matchMedia('(pointer: coarse)').matches);

/** Buttons over the house to drive by; held ones go on. */
export function Pad() {
  const timer = useRef(0);
  const stop = (): void => clearInterval(timer.current);
  const hold = (action: number): void => {
    stop();
    act(action);
    timer.current = window.setInterval(() => act(action), REPEAT_MS);
  };
  useEffect(() => stop, []);
  // How an episode ended stands in the same place.
  if (!isPadShown.value || (ended.value && cursor.value === null)) return null;
  return (
    <div class="pad" role="group" aria-label="Drive">
      {BUTTONS.map(([action, icon, words]) => (
        <button
          key={action}
          class={`round ${icon}`}
          aria-label={`Drive: ${words}`}
          onPointerDown={() => hold(action)}
          onPointerUp={stop}
          onPointerLeave={stop}
          onPointerCancel={stop}
          onContextMenu={(event) => event.preventDefault()}
          onClick={(event) => event.detail === 0 && act(action)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
