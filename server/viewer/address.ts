import { effect } from '@preact/signals';
import { readPermalink, writePermalink } from './permalink.ts';
import { episode, main, shownIndex } from './store.ts';

/** Keeps the address at the episode on show, so that it can be bookmarked, and follows it when a person changes it. */
export function keepAddress(): void {
  effect(() => {
    const request = episode.value?.request;
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
  const request = episode.value?.request;
  if (!request) return location.href;
  const moves = main.moves.slice(0, shownIndex.value);
  return new URL(writePermalink(request, moves), location.href).href;
}
