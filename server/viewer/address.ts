import { computed, effect } from '@preact/signals';
import type { EpisodeRequest } from '../client-message.ts';
import { readPermalink, writePermalink } from './permalink.ts';
import { episode, main, state } from './store.ts';
import type { RecordedAs } from './watching.ts';

/** What names the episode on show. */
const named = computed<EpisodeRequest | RecordedAs | null>(() => {
  const { request = null, recorded = null } = episode.value ?? {};
  return request ?? (recorded && { run: recorded.run, episode: recorded.episode });
});

/** Keeps the address at the episode on show, so that it can be bookmarked, and follows it when a person changes it. */
export function keepAddress(): void {
  effect(() => {
    const request = named.value;
    if (!request) return;
    history.replaceState(null, '', writePermalink(request, [], location.hash));
  });
  addEventListener('hashchange', () => {
    const opening = readPermalink(location.hash);
    if (opening) main.begin(opening);
  });
}

/** An address that brings others to the moment on show. */
export function addressOfMoment(): string {
  const request = named.value;
  if (!request) return location.href;
  const moves = main.moves.slice(0, state.value?.step);
  return new URL(writePermalink(request, moves), location.href).href;
}
