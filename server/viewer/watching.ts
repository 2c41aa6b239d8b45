import { batch, computed, signal } from '@preact/signals';
import type { House } from '../../env/house.ts';
import type { EpisodeRequest } from '../client-message.ts';
import type {
  EndedMessage,
  EpisodeMessage,
  FramesMessage,
  PlaybackMessage,
  ServerMessage,
  RecordingMessage,
  RecordingsMessage,
  StateMessage,
  WelcomeMessage,
} from '../protocol.ts';
import type { Connect, Link, LinkStatus } from './link.ts';
import type { Move, PersonCommand } from './moves.ts';

/** One step as it was received. */
export interface Moment {
  readonly state: StateMessage;
  /** What the agent saw then; null until it has come, and for good where it was dropped. */
  readonly frames: FramesMessage | null;
}

/** An episode that was recorded: the folder and the file it lies in. */
export interface RecordedAs {
  readonly run: string;
  readonly episode: string;
}

/** An episode to begin, and what is to happen in it before anybody looks. */
export interface Opening {
  readonly request: EpisodeRequest | RecordedAs;
  /** Made first, as fast as they can be. */
  readonly moves: readonly Move[];
  /** The agent then goes on by itself. */
  readonly play: boolean;
  /** JSON of the house file it is lived in, where that is a house of one's own. */
  readonly house?: string;
}

/** One session as the page sees it: what was said of its episode from the beginning, and what can be asked of it. */
export class Watching {
  readonly status = signal<LinkStatus>('connecting');
  readonly welcome = signal<WelcomeMessage | null>(null);
  readonly house = signal<House | null>(null);
  readonly episode = signal<EpisodeMessage | null>(null);
  readonly moments = signal<readonly Moment[]>([]);
  readonly playback = signal<Pick<PlaybackMessage, 'playing' | 'stepsPerSecond'>>({
    playing: false,
    stepsPerSecond: 4,
  });
  readonly ended = signal<EndedMessage | null>(null);
  /** The other side's last complaint, in words. */
  readonly complaint = signal<string | null>(null);
  /** An episode was asked for and has not come yet. */
  readonly isPreparing = signal(false);
  /** Moves still to be made again before the session is where it was. */
  readonly numToCatchUp = signal(0);
  /** What was asked for last, or what the other side proposes. */
  readonly request = computed(() => {
    const asked = this.#asked.value;
    return asked && !isRecorded(asked) ? asked : (this.welcome.value?.request ?? null);
  });
  /** The recorded episodes that can be replayed; null until they were asked for. */
  readonly recordings = signal<RecordingsMessage | null>(null);
  /** Whether episodes are being recorded, and how many were. */
  readonly recording = signal<RecordingMessage | null>(null);

  /** JSON of the last house of one's own that was brought. */
  readonly ownHouse = signal<string | null>(null);

  readonly #asked = signal<EpisodeRequest | RecordedAs | null>(null);
  #link: Link = { send: () => false, close: () => {} };
  #opening: Opening | null = null;
  #moves: Move[] = [];
  /** What was to be made first, and what of it is left. */
  #scripted: readonly Move[] = [];
  #script: Move[] = [];
  #playsAfterScript = false;
  /** What comes again is known already. */
  #isResuming = false;
  /** The other side kept the session; only its latest moment comes again. */
  #isWelcomedBack = false;
  #command: PersonCommand | null = null;
  /** How the episode on show ended, should no other one come. */
  #endBefore: EndedMessage | null = null;
  /** A step was asked for and has not come yet. */
  #isAwaited = false;

  /** Connects, and begins with this episode, or with the one that the other side proposes. */
  open(connect: Connect, opening: Opening | null): void {
    this.#opening = opening;
    this.#link = connect({
      onMessage: (message) => batch(() => this.#receive(message)),
      onStatus: (status) => batch(() => this.#setStatus(status)),
    });
  }

  close(): void {
    this.#link.close();
  }

  /** How every step so far came about. */
  get moves(): readonly Move[] {
    return this.#moves;
  }

  begin(opening: Opening): void {
    this.#isResuming = false;
    this.complaint.value = null;
    this.#endBefore = this.ended.value;
    this.ended.value = null;
    this.#ask(opening);
  }

  /** The same episode from its beginning. */
  restart(): void {
    this.ended.value = null;
    this.#scripted = this.#script = [];
    this.#link.send({ type: 'reset', play: true });
  }

  play(): void {
    if (this.numToCatchUp.value === 0 && !this.ended.value) this.#link.send({ type: 'play' });
  }

  pause(): void {
    this.#playsAfterScript = false;
    this.#link.send({ type: 'pause' });
  }

  /** One step of the agent; one that has not come back yet keeps the next one out. */
  step(): void {
    if (this.numToCatchUp.value === 0 && !this.#isAwaited && !this.ended.value) this.#sendStep();
  }

  setSpeed(stepsPerSecond: number): void {
    this.#link.send({ type: 'speed', stepsPerSecond });
  }

  /** The person acts in the agent's place; a command that has not come back yet keeps the next one out. */
  act(command: PersonCommand): void {
    if (this.#command !== null || this.numToCatchUp.value > 0 || this.ended.value) return;
    if (this.moments.value.length === 0) return;
    if (this.#link.send({ type: 'action', action: command })) this.#command = command;
  }

  /** Asks what was recorded; the answer is `recordings`. */
  listRecordings(): void {
    this.#link.send({ type: 'recordings' });
  }

  /** Records the episodes from now on, or no longer. */
  record(on: boolean): void {
    this.#link.send({ type: 'record', on });
  }

  /** Begins in a house of one's own, as the JSON of a house file. */
  beginIn(house: string): void {
    const request = this.request.peek();
    if (request) this.begin({ request: { ...request, ownHouse: true }, moves: [], play: true, house });
  }

  #sendStep(): void {
    this.#isAwaited = this.#link.send({ type: 'step' });
  }

  #ask({ request, moves, play, house }: Opening): void {
    this.#asked.value = request;
    if (house !== undefined && this.#link.send({ type: 'useHouse', json: house })) this.ownHouse.value = house;
    this.#scripted = moves;
    this.#script = [...moves];
    this.#playsAfterScript = play;
    this.numToCatchUp.value = moves.length;
    const playsAtOnce = play && moves.length === 0;
    this.isPreparing.value = isRecorded(request)
      ? this.#link.send({ type: 'replay', ...request, play: playsAtOnce })
      : this.#link.send({ type: 'start', ...request, play: playsAtOnce });
  }

  #setStatus(status: LinkStatus): void {
    const wasPlaying = this.playback.value.playing || this.#playsAfterScript;
    this.status.value = status;
    this.#command = null;
    this.#isAwaited = false;
    if (status === 'open') return;
    this.isPreparing.value = false;
    const request = this.#asked.value;
    // A session ends with its link; the next one is brought to where this one was.
    const moves = this.#moves.length < this.#scripted.length ? this.#scripted : this.#moves;
    if (request) this.#opening = { request, moves, play: wasPlaying, house: this.ownHouse.value ?? undefined };
    this.#isResuming = this.moments.value.length > 0;
    // Nothing new may be asked before that.
    this.numToCatchUp.value = this.#isResuming ? Math.max(1, moves.length) : 0;
    this.playback.value = { ...this.playback.value, playing: false };
    this.#playsAfterScript = wasPlaying;
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome': {
        this.welcome.value = message;
        const opening = this.#opening ?? { request: message.request, moves: [], play: true };
        this.#opening = null;
        this.#isWelcomedBack = message.resumed;
        if (message.resumed) {
          this.numToCatchUp.value = 0;
          if (opening.play) this.play();
          break;
        }
        this.#ask(opening);
        break;
      }
      case 'house':
        if (!this.#isResuming) this.house.value = message.house;
        break;
      case 'episode':
        this.isPreparing.value = false;
        if (this.#isWelcomedBack) break;
        this.ended.value = null;
        this.#moves = [];
        if (this.#isResuming) break;
        this.episode.value = message;
        this.moments.value = [];
        break;
      case 'state':
        this.#receiveState(message);
        break;
      case 'frames':
        this.moments.value = withFrames(this.moments.value, message);
        break;
      case 'playback':
        this.playback.value = message;
        break;
      case 'ended':
        this.ended.value = message;
        break;
      case 'recording':
        this.recording.value = message;
        break;
      case 'recordings':
        this.recordings.value = message;
        break;
      case 'error':
        if (this.isPreparing.value) this.ended.value = this.#endBefore;
        this.isPreparing.value = false;
        this.#command = null;
        this.#isAwaited = false;
        this.#script = [];
        this.numToCatchUp.value = 0;
        this.complaint.value = message.message;
        break;
      default:
      // Batches are for programs.
    }
  }

  #receiveState(state: StateMessage): void {
    const move = state.actor === 'person' ? (this.#command ?? 'agent') : 'agent';
    // States that were missed were the agent's own: what a person asks for is always answered.
    while (this.#moves.length < state.step - 1) this.#moves.push('agent');
    if (this.#moves.length < state.step) this.#moves.push(move);
    this.#command = null;
    this.#isAwaited = false;
    const known = this.moments.value.at(-1);
    if (!this.#isResuming || !known || state.step > known.state.step) {
      this.moments.value = [...this.moments.value, { state, frames: null }];
    }
    this.#makeNextMove();
  }

  #makeNextMove(): void {
    const next = this.#script.shift();
    if (next === undefined) {
      this.#isResuming = false;
      this.#isWelcomedBack = false;
      const playsOn = this.numToCatchUp.value > 0 && this.#playsAfterScript;
      this.#playsAfterScript = false;
      this.numToCatchUp.value = 0;
      if (playsOn) this.play();
      return;
    }
    this.numToCatchUp.value = this.#script.length + 1;
    if (next === 'agent') this.#sendStep();
    else if (this.#link.send({ type: 'action', action: next })) this.#command = next;
  }
}

function isRecorded(request: EpisodeRequest | RecordedAs): request is RecordedAs {
  return 'run' in request;
}

function withFrames(moments: readonly Moment[], frames: FramesMessage): readonly Moment[] {
  const index = moments.findLastIndex(({ state }) => state.step === frames.step);
  return index < 0 || moments[index].frames ? moments : moments.with(index, { ...moments[index], frames });
}
