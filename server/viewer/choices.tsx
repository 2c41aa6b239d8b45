import { ACTIONS, LOOK_DOWN, LOOK_UP, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { act, state } from './store.ts';

interface ActionButton {
  readonly action: number;
  readonly icon: IconName;
  readonly words: string;
  readonly key: string;
}

/** In the order they stand on the page. */
const BUTTONS: readonly ActionButton[] = [
  { action: TURN_LEFT, icon: 'left', words: 'Left', key: '←' },
  { action: MOVE_FORWARD, icon: 'forward', words: 'Forward', key: '↑' },
  { action: TURN_RIGHT, icon: 'right', words: 'Right', key: '→' },
  { action: LOOK_UP, icon: 'up', words: 'Up', key: 'PgUp' },
  { action: LOOK_DOWN, icon: 'down', words: 'Down', key: 'PgDn' },
  { action: STOP, icon: 'stop', words: 'Found it', key: 'F' },
];

/** The actions: which was taken, how likely each was, and buttons to take them oneself. */
export function Choices() {
  const now = state.value;
  return (
    <section class="card" aria-labelledby="actions-title">
      <h2>
        <span id="actions-title">Actions</span>
        <small>{now?.actor === 'person' ? 'you drive' : 'arrow keys let you drive'}</small>
      </h2>
      <div class="choices">
        {BUTTONS.map(({ action, icon, words, key }) => {
          const probability = now?.probabilities?.[action] ?? null;
          const isTaken = now?.action === action;
          const isBumped = isTaken && now.collided && action === MOVE_FORWARD;
          return (
            <button
              key={action}
              class={isBumped ? 'taken bumped' : isTaken ? 'taken' : ''}
              title={`${words} (${key})`}
              data-action={ACTIONS[action]}
              onClick={() => act(action)}
            >
              {probability !== null && <i class="bar" style={{ height: `${100 * probability}%` }} />}
              <Icon name={icon} />
              <span>{words}</span>
              <small>{probability === null ? key : `${Math.round(100 * probability)} %`}</small>
            </button>
          );
        })}
      </div>
    </section>
  );
}
