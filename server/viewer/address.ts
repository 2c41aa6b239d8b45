import { computed, effect, signal } from '@preact/signals';
import { packHouse } from './packed-house.ts';
import { readWholePermalink, writePermalink } from './permalink.ts';
import type { Named } from './permalink.ts';
import { complaint, episode, lookAtLatest, main, state } from './store.ts';

/** The house of one's own as text; null while there is none or it is being packed. */
const packedHouse = signal<string | null>(null);

/** What names the episode on show. */
const named = computed<Named | null>(() => {
  const { request = null, recorded = null } = episode.value ?? {};
  if (request) return { request, house: packedHouse.value };
  return recorded && { request: { run: recorded.run, episode: recorded.episode } };
});

/** Keeps the address at the episode on show, so that it can be bookmarked, and follows it when a person changes it. */
export function keepAddress(): void {
  effect(() => {
    const json = main.ownHouse.value;
    packedHouse.value = null;
    if (json === null) return;
    void packHouse(json).then((text) => {
      if (main.ownHouse.peek() === json) packedHouse.value = text;
    });
  });
  effect(() => {
    if (named.value) history.replaceState(null, '', writePermalink(named.value, location.hash));
  });
  addEventListener('hashchange', () => void followAddress());
}

/** An address that brings others to the moment on show; `before` is an address whose token it keeps. */
export function addressOfMoment(before?: string): string {
  if (!named.value) return location.href;
  const moves = main.moves.slice(0, state.value?.step);
  return new URL(writePermalink({ ...named.value, moves }, before), location.href).href;
}

async function followAddress(): Promise<void> {
  try {
    const opening = await readWholePermalink(location.hash);
    if (!opening) return;
    lookAtLatest();
    main.begin(opening);
  } catch (error) {
    complaint.value = error instanceof Error ? error.message : String(error);
  }
}
