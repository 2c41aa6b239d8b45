import { computed, effect, signal } from '@preact/signals';
import type { Vec2 } from '../../env/geometry.ts';
import type { EpisodeRequest } from '../client-message.ts';
import { SPEED_RANGE } from '../protocol.ts';
import { connect, episode, isReplaying, main, shownIndex, state } from './store.ts';
import type { Moment, Opening } from './watching.ts';
import { Watching } from './watching.ts';

/** A rival so many steps behind runs after the agent on show instead of asking for each step. */
const FAR_BEHIND = 3;

/** A second agent on the same episode; null while there is none. */
export const rival = signal<Watching | null>(null);
export const rivalMoments = computed<readonly Moment[]>(() => rival.value?.moments.value ?? []);

/** The rival at the step on show, or at its last one before that. */
export const rivalShown = computed<Moment | null>(() => {
  const step = state.value?.step ?? 0;
  return rivalMoments.value.findLast(({ state: { step: known } }) => known <= step) ?? null;
});
/** Where the rival had been until then, (x, z). */
export const rivalTrail = computed<readonly Vec2[]>(() => {
  const last = rivalShown.value?.state.step ?? -1;
  return rivalMoments.value
    .filter(({ state: { step } }) => step <= last)
    .map(({ state: { pose } }): Vec2 => [pose.position[0], pose.position[2]]);
});

/** Lets another agent do the same episode beside the one on show; null sends it away. */
export function setRival(agent: string | null): void {
  rival.value?.close();
  rival.value = null;
  const way = connect.value;
  const request = episode.value?.request;
  if (agent === null || !way || !request) return;
  const created = new Watching();
  created.open(way, openingBeside({ ...request, agent }));
  rival.value = created;
}

/** Keeps the rival at the same episode and at the same step as the agent on show. */
export function keepRivalBeside(): void {
  effect(() => {
    const request = episode.value?.request;
    const beside = rival.value;
    if (!request || !beside) return;
    const own = beside.request.peek();
    if (own && isSameEpisode(own, request)) return;
    beside.begin(openingBeside({ ...request, agent: own?.agent ?? request.agent }));
  });
  effect(() => {
    const beside = rival.value;
    if (!beside || isReplaying.value || shownIndex.value < 0) return;
    const reached = beside.moments.value.at(-1)?.state.step ?? Infinity;
    const lag = (main.moments.value.at(-1)?.state.step ?? 0) - reached;
    if (beside.playback.value.playing) {
      if (lag <= 0) beside.pause();
    } else if (lag > FAR_BEHIND) {
      beside.setSpeed(SPEED_RANGE.max);
      beside.play();
    } else if (lag > 0) {
      beside.step();
    }
  });
}

/** In the same house, also where that is a person's own; it steps when the agent on show does. */
function openingBeside(request: EpisodeRequest): Opening {
  return { request, moves: [], play: false, house: (request.ownHouse && main.ownHouse.peek()) || undefined };
}

function isSameEpisode(a: object, b: object): boolean {
  const withoutAgent = (request: object): string => JSON.stringify({ ...request, agent: null });
  return withoutAgent(a) === withoutAgent(b);
}
