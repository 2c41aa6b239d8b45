import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LOOK_DOWN, LOOK_UP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import type { HouseView } from './house/house-view.ts';
import type { WalkMotion } from './house/walk-controls.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { act, cursor, ended } from './store.ts';

interface PadButton {
  readonly action: number;
  /** The same for a person who walks. */
  readonly motion: WalkMotion;
  readonly icon: IconName;
  readonly words: string;
}

const BUTTONS: readonly PadButton[] = [
  { action: LOOK_UP, motion: 'lookUp', icon: 'up', words: 'Look up' },
  { action: MOVE_FORWARD, motion: 'ahead', icon: 'forward', words: 'Forward' },
  { action: LOOK_DOWN, motion: 'lookDown', icon: 'down', words: 'Look down' },
  { action: TURN_LEFT, motion: 'turnLeft', icon: 'left', words: 'Turn left' },
  { action: TURN_RIGHT, motion: 'turnRight', icon: 'right', words: 'Turn right' },
];
const REPEAT_MS = 220;
/** How long a press of a key holds a button. */
const TAP_MS = 200;
const NOTHING = (): void => {};

/** Whether the pad lies over the house; at first only where fingers are the way to point. */
export const isPadShown = signal(matchMedia('(pointer: coarse)').matches);

/** The view that a person walks in; null while nobody does. */
export const walkedIn = signal<HouseView | null>(null);

/** Buttons over the house to drive by, or to walk by for who walks through it; held ones go on. */
export function Pad() {
  const stop = useRef(NOTHING);
  const release = (): void => {
    stop.current();
    stop.current = NOTHING;
  };
  const hold = (button: PadButton): void => {
    release();
    stop.current = begin(button);
  };
  const tap = (button: PadButton): void => {
    hold(button);
    setTimeout(release, TAP_MS);
  };
  useEffect(() => release, []);
  // How an episode ended stands in the same place.
  if (!isPadShown.value || (ended.value && cursor.value === null)) return null;
  const verb = walkedIn.value ? 'Walk' : 'Drive';
  return (
    <div class="pad" role="group" aria-label={verb}>
      {BUTTONS.map((button) => (
        <button
          key={button.action}
          class={`round ${button.icon}`}
          aria-label={`${verb}: ${button.words}`}
          onPointerDown={() => hold(button)}
          onPointerUp={release}
          onPointerLeave={release}
          onPointerCancel={release}
          onContextMenu={(event) => event.preventDefault()}
          onClick={(event) => event.detail === 0 && tap(button)}
        >
          <Icon name={button.icon} />
        </button>
      ))}
    </div>
  );
}

/** Begins to move the person or the agent; the answer ends that. */
function begin({ action, motion }: PadButton): () => void {
  const view = walkedIn.peek();
  if (view) {
    view.steer(motion, true);
    return () => view.steer(motion, false);
  }
  act(action);
  const timer = setInterval(() => act(action), REPEAT_MS);
  return () => clearInterval(timer);
}
