import { rival } from './rival.ts';
import { episode, isPreparing, state } from './store.ts';

/** What the agent is asked to do, in words. */
export function Asked() {
  if (!episode.value) return isPreparing.value ? <p class="asked waiting">Building the house…</p> : null;
  const { episode: spec, request, recorded } = episode.value;
  const begun = state.value ? `Step ${state.value.step}` : 'Getting ready…';
  return (
    <header class="asked" aria-busy={isPreparing.value}>
      <h1>{capitalise(spec.instruction)}</h1>
      <p>
        {isPreparing.value ? 'Building the next house…' : begun}
        <span aria-hidden="true"> · </span>
        {request?.agent ?? recorded?.agent}
        {recorded && ' (recorded)'}
        {rival.value && <span class="rival"> beside {rival.value.request.value?.agent}</span>}
        <span aria-hidden="true"> · </span>
        {spec.seed}
      </p>
    </header>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
