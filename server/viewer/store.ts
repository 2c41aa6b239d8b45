import { batch, computed, signal } from '@preact/signals';
import type { Vec2 } from '../../env/geometry.ts';
import type { House } from '../../env/house.ts';
import type { EpisodeRequest } from '../client-message.ts';
import type {
  EndedMessage,
  EpisodeMessage,
  FramesMessage,
  PlaybackMessage,
  ServerMessage,
  StateMessage,
  WelcomeMessage,
} from '../protocol.ts';
import type { Connect, Link, LinkStatus } from './link.ts';

/** What the page knows, filled by the server's messages; the parts of the page read it and draw. */
export const status = signal<LinkStatus>('connecting');
export const welcome = signal<WelcomeMessage | null>(null);
export const house = signal<House | null>(null);
export const episode = signal<EpisodeMessage | null>(null);
export const state = signal<StateMessage | null>(null);
export const frames = signal<FramesMessage | null>(null);
export const playback = signal<Pick<PlaybackMessage, 'playing' | 'stepsPerSecond'>>({
  playing: false,
  stepsPerSecond: 4,
});
export const ended = signal<EndedMessage | null>(null);
/** The server's last complaint, in words. */
export const complaint = signal<string | null>(null);
/** An episode was asked for and has not come yet. */
export const isPreparing = signal(false);
/** Where the agent has been in this episode, (x, z). */
export const trail = signal<readonly Vec2[]>([]);

/** The request of the episode on show, or of the first one to come. */
export const request = computed<EpisodeRequest | null>(() => asked.value ?? welcome.value?.request ?? null);
const asked = signal<EpisodeRequest | null>(null);

/** A person's action that has not come back yet: a held key must not pile up more of them. */
let isActing = false;

let link: Link = { send: () => false, close: () => {} };

/** Connects the store; what the other side says fills it. */
export function openStore(connect: Connect): void {
  link = connect({
    onMessage: (message) => batch(() => receive(message)),
    onStatus: (next) => {
      status.value = next;
      isActing = false;
      if (next !== 'open') isPreparing.value = false;
    },
  });
}

/** Begins an episode and lets the agent go. */
export function start(change: Partial<EpisodeRequest> = {}): void {
  if (!request.value) return;
  asked.value = { ...request.value, ...change };
  complaint.value = null;
  ended.value = null;
  isPreparing.value = link.send({ type: 'start', ...asked.value, play: true });
}

export function startNext(): void {
  if (request.value) start({ episode: request.value.episode + 1 });
}

/** The same episode from its beginning. */
export function restart(): void {
  ended.value = null;
  link.send({ type: 'reset', play: true });
}

export function play(): void {
  link.send({ type: 'play' });
}

export function pause(): void {
  link.send({ type: 'pause' });
}

export function step(): void {
  if (!ended.value) link.send({ type: 'step' });
}

export function setSpeed(stepsPerSecond: number): void {
  link.send({ type: 'speed', stepsPerSecond });
}

/** The person acts in the agent's place. */
export function act(action: number): void {
  if (isActing || ended.value || !state.value) return;
  isActing = link.send({ type: 'action', action });
}

function receive(message: ServerMessage): void {
  switch (message.type) {
    case 'welcome':
      welcome.value = message;
      start();
      break;
    case 'house':
      house.value = message.house;
      break;
    case 'episode':
      isPreparing.value = false;
      episode.value = message;
      ended.value = null;
      trail.value = [];
      break;
    case 'state': {
      const { position } = message.pose;
      isActing = false;
      state.value = message;
      trail.value = [...trail.value, [position[0], position[2]]];
      break;
    }
    case 'frames':
      frames.value = message;
      break;
    case 'playback':
      playback.value = message;
      break;
    case 'ended':
      ended.value = message;
      break;
    case 'error':
      isPreparing.value = false;
      isActing = false;
      complaint.value = message.message;
  }
}
