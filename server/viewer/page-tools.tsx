import { useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { theme, turnTheme } from './theme.ts';

const THEME_WORDS = { auto: 'as the system', light: 'light', dark: 'dark' } as const;
const KEYS = [
  ['space', 'play or pause'],
  [', .', 'one step back, one step on'],
  ['Home End', 'the first moment, the latest'],
  ['← ↑ →', 'turn and go, in the agent’s place'],
  ['PgUp PgDn', 'look up, look down'],
  ['F', 'say that it is found'],
  ['N', 'next episode'],
  ['shift ← ↑ ↓ →', 'turn the view'],
  ['+ −', 'nearer, farther'],
  ['W A S D', 'walk through the house'],
  ['R', 'turn the furniture that is being moved'],
] as const;

/** What can be done with the page itself: its colours, and what its keys do. */
export function PageTools() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="page-tools">
      <button class="round bare" title="Keys" onClick={() => dialog.current?.showModal()}>
        <Icon name="keys" />
      </button>
      <button class="round bare" title={`Colours: ${THEME_WORDS[theme.value]}`} onClick={turnTheme}>
        <Icon name={theme.value} />
      </button>
      <dialog ref={dialog} class="card" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl class="keys">
          {KEYS.map(([key, words]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <button class="primary" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </div>
  );
}
