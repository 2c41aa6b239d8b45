import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Outcome, RecordedRow } from '../protocol.ts';
import { Choice } from './fields.tsx';
import { goesOn, lookAtLatest, main, status, welcome } from './store.ts';

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  success: 'reached',
  'wrong-stop': 'stopped wrong',
  'out-of-time': 'out of time',
  stuck: 'stuck',
  unknown: 'unknown',
};
const ORDER_WORDS = { best: 'best first', worst: 'worst first', name: 'as recorded' } as const;
const FILTER_WORDS = { all: 'all', failed: 'all that failed', ...OUTCOME_WORDS };

/** The runs and episodes on disk, best or worst first, by how they ended; a click lives one again. */
export function RunsCard() {
  const filter = useSignal<keyof typeof FILTER_WORDS>('all');
  const order = useSignal<keyof typeof ORDER_WORDS>('best');
  const canList = welcome.value?.recordings ?? false;
  const numSaved = main.recording.value?.saved;
  useEffect(() => {
    if (canList && status.value === 'open') main.listRecordings();
  }, [canList, numSaved]);
  if (!canList) return <Nothing />;
  const listed = main.recordings.value;
  return (
    <section class="card" aria-labelledby="runs-title">
      <h2>
        <span id="runs-title">Episodes on disk</span>
        <RecordSwitch />
      </h2>
      <div class="fields">
        <Choice label="Show" value={filter.value} words={FILTER_WORDS} onChange={(next) => (filter.value = next)} />
        <Choice label="Order" value={order.value} words={ORDER_WORDS} onChange={(next) => (order.value = next)} />
      </div>
      {listed?.runs.map(({ run, episodes }) => {
        const rows = ordered(episodes.filter(isWanted(filter.value)), order.value);
        return rows.length > 0 && <Run key={run} run={run} rows={rows} numAll={episodes.length} />;
      })}
      {listed?.runs.length === 0 && <p class="empty-words">Nothing is recorded yet.</p>}
      {listed && listed.leftOut > 0 && <p class="empty-words">and {listed.leftOut} more</p>}
    </section>
  );
}

function Run({ run, rows, numAll }: { readonly run: string; readonly rows: RecordedRow[]; readonly numAll: number }) {
  return (
    <details class="run" open>
      <summary>
        {run} <small>{rows.length === numAll ? numAll : `${rows.length} of ${numAll}`}</small>
      </summary>
      <ul>
        {rows.map(({ episode, instruction, agent, steps, outcome, measures }) => (
          <li key={episode}>
            <button class="episode" onClick={() => replay(run, episode)}>
              <i class={outcome} aria-hidden="true" />
              <span>{instruction}</span>
              <small>
                {OUTCOME_WORDS[outcome]}, {steps} steps{measures ? `, SPL ${measures.spl.toFixed(2)}` : ''}, {agent}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Records what happens from now on. */
function RecordSwitch() {
  const now = main.recording.value;
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={now?.on ?? false}
        onChange={({ currentTarget }) => main.record(currentTarget.checked)}
      />
      Record{now && now.saved > 0 ? ` (${now.saved})` : ''}
    </label>
  );
}

function Nothing() {
  return (
    <section class="card" aria-label="Episodes on disk">
      <p class="empty-words">
        No recordings are kept here: <kbd>oikos serve --recordings FOLDER</kbd> keeps them.
      </p>
    </section>
  );
}

function replay(run: string, episode: string): void {
  lookAtLatest();
  goesOn.value = false;
  main.begin({ request: { run, episode }, moves: [], play: true });
}

function isWanted(filter: keyof typeof FILTER_WORDS): (row: RecordedRow) => boolean {
  return ({ outcome }) =>
    filter === 'all' || outcome === filter || (filter === 'failed' && outcome !== 'success' && outcome !== 'unknown');
}

function ordered(rows: RecordedRow[], order: keyof typeof ORDER_WORDS): RecordedRow[] {
  if (order === 'name') return rows;
  const sign = order === 'best' ? -1 : 1;
  return rows.toSorted((a, b) => sign * (scoreOf(a) - scoreOf(b)));
}

/** Success first, then the shorter way, then how near it came. */
function scoreOf({ measures }: RecordedRow): number {
  if (!measures) return -Infinity;
  const { success, spl, distanceToGoal } = measures;
  return 10 * success + spl - 0.01 * Math.min(100, distanceToGoal);
}
