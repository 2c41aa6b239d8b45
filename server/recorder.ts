import { UsageError } from '../env/errors.ts';
import type { RecordingMessage, RecordingsMessage } from './protocol.ts';
import type { RunningEpisode } from './running-episode.ts';
import type { OpenedRecording, RecordingFolder } from './watched.ts';

/** What one session records, and what it may see of what was recorded. */
export class Recorder {
  readonly #folder: RecordingFolder | null;
  readonly #saved = new WeakSet<RunningEpisode>();
  #run: string | null = null;
  #on = false;
  #numSaved = 0;

  constructor(folder: RecordingFolder | null) {
    this.#folder = folder;
  }

  get status(): RecordingMessage {
    return { type: 'recording', on: this.#on, run: this.#run, saved: this.#numSaved };
  }

  /** Begins or ends to record; each session has one run. @throws UsageError where nothing is recorded */
  turn(on: boolean): RecordingMessage {
    const folder = this.#expectFolder();
    if (on && folder.isFull) {
      throw new UsageError('Session: so much was recorded that no more is; delete runs and start the server anew.');
    }
    if (on) this.#run ??= folder.createRun();
    this.#on = on;
    return this.status;
  }

  /** Saves an episode in which something was done, once; whether there is news about recording. */
  async save(running: RunningEpisode): Promise<boolean> {
    const isNew = running.numSteps > 0 && !running.replayed && !this.#saved.has(running);
    // A house that a client brought is not kept, and without it nothing can be lived through again.
    if (!this.#on || !this.#folder || this.#run === null || !isNew || running.request?.ownHouse) return false;
    this.#saved.add(running);
    if (this.#folder.isFull) {
      this.#on = false;
      return true;
    }
    await this.#folder.save(this.#run, running.toRecorded(), running.result.measures);
    this.#numSaved++;
    return true;
  }

  /** @throws UsageError where nothing is recorded */
  async list(): Promise<RecordingsMessage> {
    return { type: 'recordings', ...(await this.#expectFolder().list()) };
  }

  /** @throws UsageError where nothing is recorded, or there is no such episode */
  open(run: string, episode: string): Promise<OpenedRecording> {
    return this.#expectFolder().open(run, episode);
  }

  #expectFolder(): RecordingFolder {
    if (this.#folder) return this.#folder;
    throw new UsageError('Session: this server keeps no recordings; start it with --recordings DIR.');
  }
}
