import { useSignalEffect } from '@preact/signals';
import { draft } from './edited-house.ts';
import { Icon } from './icon.tsx';
import { metres } from './measures-card.tsx';
import { play } from './playback.ts';
import { complaint, cursor, ended, goesOn, startNext, state } from './store.ts';

/** How long the outcome of the agent's own episode stands before the next begins. */
const NEXT_AFTER_MS = 6_000;

/** Asked the system for less motion: then nothing goes on by itself. */
const likesRest = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How the episode ended; after an agent's own end the next episode follows by itself, unless the person stays. */
export function Outcome() {
  const isWaiting = (): boolean =>
    goesOn.value && complaint.value === null && state.peek()?.actor === 'agent' && !likesRest();
  useSignalEffect(() => {
    if (!ended.value || !isWaiting()) return;
    const timer = setTimeout(startNext, NEXT_AFTER_MS);
    return () => clearTimeout(timer);
  });
  // Whoever changes the house wants to see it.
  if (!ended.value || cursor.value !== null || draft.value) return null;
  const { measures, reason, matches } = ended.value;
  const isFound = measures.success > 0;
  return (
    <section class={`outcome ${isFound ? 'good' : 'bad'}`} aria-label="Outcome" aria-live="polite">
      <span class="badge">
        <Icon name={isFound ? 'check' : 'cross'} />
      </span>
      <div>
        <h2>{isFound ? 'Found it' : reason === 'stop' ? 'Stopped in the wrong place' : 'Ran out of steps'}</h2>
        <p>
          {isFound
            ? `${measures.steps} steps, SPL ${measures.spl.toFixed(2)}`
            : `${measures.steps} steps, ${metres(measures.distanceToGoal)} from the goal`}
          {matches !== null && (matches ? ', as recorded' : ', not as recorded')}
        </p>
      </div>
      <div class="row">
        <button onClick={play}>Watch again</button>
        {isWaiting() && <button onClick={() => (goesOn.value = false)}>Stay</button>}
        <button class="primary" onClick={startNext}>
          Next
        </button>
      </div>
      {isWaiting() && <i class="timer" style={{ animationDuration: `${NEXT_AFTER_MS}ms` }} />}
    </section>
  );
}
