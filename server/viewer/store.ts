import { batch, computed, signal } from '@preact/signals';
import type { Vec2 } from '../../env/geometry.ts';
import type { EpisodeRequest } from '../client-message.ts';
import type { Connect } from './link.ts';
import type { PersonCommand } from './moves.ts';
import { readWholePermalink } from './permalink.ts';
import { Watching } from './watching.ts';

/** What the page knows. `main` is the session on show; the parts of the page read the signals below and draw. */
export const main = new Watching();
export const { status, welcome, house, episode, moments, ended, complaint, isPreparing, numToCatchUp, request } = main;

/** Which moment is looked at, counted from the first; null follows the latest. */
export const cursor = signal<number | null>(null);
/** What was received is being played again from the cursor on. */
export const isReplaying = signal(false);
/** The next episode follows by itself; not once a person has begun to look into this one. */
export const goesOn = signal(true);

/** Index of the moment on show. */
export const shownIndex = computed(() => Math.min(cursor.value ?? Infinity, moments.value.length - 1));
const shown = computed(() => moments.value.at(shownIndex.value) ?? null);
export const state = computed(() => (shownIndex.value < 0 ? null : (shown.value?.state ?? null)));
/** What the agent saw at the moment on show, or last before it. */
export const frames = computed(() => {
  for (let i = shownIndex.value; i >= 0; i--) {
    const seen = moments.value[i].frames;
    if (seen) return seen;
  }
  return null;
});
/** Where the agent had been until then, (x, z). */
export const trail = computed<readonly Vec2[]>(() =>
  moments.value.slice(0, shownIndex.value + 1).map(({ state: { pose } }): Vec2 => [pose.position[0], pose.position[2]]),
);
export const isPlaying = computed(() => isReplaying.value || main.playback.value.playing);
export const stepsPerSecond = computed(() => main.playback.value.stepsPerSecond);

/** The way to whoever simulates; the page may take it more than once. */
export const connect = signal<Connect | null>(null);

/** Connects the page, and begins with the episode that its address names. */
export async function openStore(way: Connect): Promise<void> {
  connect.value = way;
  try {
    main.open(way, await readWholePermalink(location.hash));
  } catch (error) {
    main.open(way, null);
    complaint.value = error instanceof Error ? error.message : String(error);
  }
}

/** Begins an episode and lets the agent go. */
export function start(change: Partial<EpisodeRequest> = {}): void {
  if (!request.value) return;
  batch(() => {
    lookAtLatest();
    goesOn.value = true;
    if (request.value) main.begin({ request: { ...request.value, ...change }, moves: [], play: true });
  });
}

/** Begins in a house of one's own, as the JSON of a house file, and lets the agent go. */
export function startIn(house: string): void {
  batch(() => {
    lookAtLatest();
    goesOn.value = true;
    main.beginIn(house);
  });
}

export function startNext(): void {
  if (request.value) start({ episode: request.value.episode + 1, instruction: undefined });
}

/** The same episode again, as it would go by itself. */
export function restart(): void {
  lookAtLatest();
  main.restart();
}

/** The person acts in the agent's place, at the latest moment. */
export function act(command: PersonCommand): void {
  lookAtLatest();
  main.act(command);
}

export function setSpeed(speed: number): void {
  main.setSpeed(speed);
}

/** Follows what comes. */
export function lookAtLatest(): void {
  isReplaying.value = false;
  cursor.value = null;
}
