import { useSignalEffect } from '@preact/signals';
import { Icon } from './icon.tsx';
import { metres } from './measures-card.tsx';
import { ended, restart, startNext, state } from './store.ts';

/** How long the outcome of the agent's own episode stands before the next begins. */
const NEXT_AFTER_MS = 6_000;

/** How the episode ended; after an agent's own end the next episode follows by itself. */
export function Outcome() {
  useSignalEffect(() => {
    if (!ended.value || state.peek()?.actor !== 'agent') return;
    const timer = setTimeout(startNext, NEXT_AFTER_MS);
    return () => clearTimeout(timer);
  });
  if (!ended.value) return null;
  const { measures, reason } = ended.value;
  const isFound = measures.success > 0;
  const isAgent = state.value?.actor === 'agent';
  return (
    <section class={`outcome ${isFound ? 'good' : 'bad'}`} aria-live="polite">
      <span class="badge">
        <Icon name={isFound ? 'check' : 'cross'} />
      </span>
      <div>
        <h2>{isFound ? 'Found it' : reason === 'stop' ? 'Stopped in the wrong place' : 'Ran out of steps'}</h2>
        <p>
          {isFound
            ? `${measures.steps} steps, SPL ${measures.spl.toFixed(2)}`
            : `${measures.steps} steps, ${metres(measures.distanceToGoal)} from the goal`}
        </p>
      </div>
      <div class="row">
        <button onClick={restart}>Again</button>
        <button class={isAgent ? 'primary timed' : 'primary'} onClick={startNext}>
          Next
        </button>
      </div>
    </section>
  );
}
