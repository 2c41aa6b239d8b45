import { join } from 'node:path';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';
import { type Feature, FRAMES_PER_SECOND, type PictureName, recordedFeatures } from './lerobot-features.ts';
import { type Column, encodeTable } from './lerobot-parquet.ts';
import { FeatureTally, type FeatureStatistics, STATISTICS } from './lerobot-statistics.ts';
import type { Recording, Take } from './recording.ts';

/** Files of a chunk, as LeRobot's own datasets have it. */
const CHUNK = 1000;

/** What every LeRobot dataset has beside its own features, in the order of its columns. */
const INDEX_FEATURES = ['timestamp', 'frame_index', 'episode_index', 'index', 'task_index'] as const;

interface EpisodeRow {
  readonly task: string;
  readonly length: number;
  readonly from: number;
  readonly file: number;
  readonly statistics: readonly FeatureStatistics[];
}

/** A LeRobotDataset v3.0 while it grows. */
export class LeRobotWriter {
  readonly #features: readonly Feature[];
  readonly #tallies: readonly FeatureTally[];
  readonly #episodes: EpisodeRow[] = [];
  readonly #size: string;
  readonly #tasks: string[] = [];
  #numFiles = 0;
  numFrames = 0;

  constructor(
    readonly out: string,
    pictures: readonly PictureName[],
    { width, height }: Pick<Recording, 'width' | 'height'>,
  ) {
    this.#features = recordedFeatures(pictures, width, height);
    this.#tallies = this.#features.map(newTally);
    this.#size = `${width}x${height}`;
  }

  get numEpisodes(): number {
    return this.#episodes.length;
  }

  /** Writes the next data file. */
  async add(takes: readonly Take[]): Promise<void> {
    const file = this.#numFiles++;
    const cells: unknown[][] = this.#features.map(() => []);
    const index: Record<(typeof INDEX_FEATURES)[number], unknown[]> = {
      timestamp: [],
      frame_index: [],
      episode_index: [],
      index: [],
      task_index: [],
    };
    for (const { recording, task } of takes) {
      const { width, height } = recording;
      if (`${width}x${height}` !== this.#size) {
        throw new UsageError(
          `exportLeRobot: ${recording.seed} has frames of ${width}x${height}, others of ${this.#size}; export them apart.`,
        );
      }
      // The last frame was followed by no action.
      const length = recording.actions.length;
      if (!this.#tasks.includes(task)) this.#tasks.push(task);
      const taskIndex = this.#tasks.indexOf(task);
      for (let t = 0; t < length; t++) {
        index.timestamp.push(t / FRAMES_PER_SECOND);
        index.frame_index.push(BigInt(t));
        index.episode_index.push(BigInt(this.numEpisodes));
        index.index.push(BigInt(this.numFrames + t));
        index.task_index.push(BigInt(taskIndex));
      }
      const tallies = this.#features.map(newTally);
      for (const [f, feature] of this.#features.entries()) {
        const frames = Array.from({ length }, (_, t) => t);
        frames.forEach((t) => tallies[f].add(feature.numbersAt(recording, t)));
        cells[f].push(...(await Promise.all(frames.map((t) => feature.cellAt(recording, t)))));
        this.#tallies[f].merge(tallies[f]);
      }
      const statistics = tallies.map((tally) => tally.summarize());
      this.#episodes.push({ task, length, from: this.numFrames, file, statistics });
      this.numFrames += length;
    }
    const columns: Column[] = [
      ...this.#features.map(({ name, column: type }, f) => ({ name, type, data: cells[f] })),
      ...INDEX_FEATURES.map((name) => ({ name, type: indexType(name), data: index[name] })),
    ];
    const rowGroups = takes.map(({ recording }) => recording.actions.length);
    await writeFileAtomic(join(this.out, 'data', fileName(file)), encodeTable(columns, { rowGroups }));
  }

  /** Writes `meta/`, last of all `info.json`. */
  async finish(): Promise<void> {
    const meta = join(this.out, 'meta');
    await writeFileAtomic(join(meta, 'tasks.parquet'), tasksTable(this.#tasks));
    await writeFileAtomic(join(meta, 'episodes', fileName(0)), this.#episodesTable());
    const statistics = this.#features.map(({ name }, f) => [name, this.#tallies[f].summarize()]);
    await writeFileAtomic(join(meta, 'stats.json'), `${JSON.stringify(Object.fromEntries(statistics), null, 2)}\n`);
    await writeFileAtomic(join(meta, 'info.json'), `${JSON.stringify(this.#describe(), null, 2)}\n`);
  }

  #describe(): Record<string, unknown> {
    const own = this.#features.map(({ name, dtype, shape, names }) => [name, { dtype, shape, names }]);
    const indices = INDEX_FEATURES.map((name) => [name, { dtype: indexType(name), shape: [1], names: null }]);
    return {
      codebase_version: 'v3.0',
      robot_type: 'oikos',
      fps: FRAMES_PER_SECOND,
      total_episodes: this.numEpisodes,
      total_frames: this.numFrames,
      total_tasks: this.#tasks.length,
      chunks_size: CHUNK,
      data_files_size_in_mb: 100,
      video_files_size_in_mb: 200,
      data_path: 'data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet',
      video_path: null,
      splits: { train: `0:${this.numEpisodes}` },
      features: Object.fromEntries([...own, ...indices]),
    };
  }

  #episodesTable(): Uint8Array {
    const integers = (name: string, of: (row: EpisodeRow, episode: number) => number): Column => ({
      name,
      type: 'int64',
      data: this.#episodes.map((row, episode) => BigInt(of(row, episode))),
    });
    return encodeTable([
      integers('episode_index', (_, episode) => episode),
      { name: 'tasks', type: { list: 'string' }, data: this.#episodes.map(({ task }) => [task]) },
      integers('length', ({ length }) => length),
      integers('dataset_from_index', ({ from }) => from),
      integers('dataset_to_index', ({ from, length }) => from + length),
      integers('data/chunk_index', ({ file }) => Math.floor(file / CHUNK)),
      integers('data/file_index', ({ file }) => file % CHUNK),
      integers('meta/episodes/chunk_index', () => 0),
      integers('meta/episodes/file_index', () => 0),
      ...this.#features.flatMap(({ name, dtype }, f) =>
        STATISTICS.map((statistic): Column => ({
          name: `stats/${name}/${statistic}`,
          type: statistic === 'count' ? { list: 'int64' } : statisticType(dtype === 'image'),
          data: this.#episodes.map(({ statistics }) =>
            statistic === 'count' ? statistics[f].count.map(BigInt) : statistics[f][statistic],
          ),
        })),
      ),
    ]);
  }
}

function newTally({ numElements, dtype, scale }: Feature): FeatureTally {
  return new FeatureTally(numElements, dtype === 'image', scale);
}

function fileName(file: number): string {
  const digits = (count: number): string => String(count).padStart(3, '0');
  return join(`chunk-${digits(Math.floor(file / CHUNK))}`, `file-${digits(file % CHUNK)}.parquet`);
}

function indexType(name: (typeof INDEX_FEATURES)[number]): 'float32' | 'int64' {
  return name === 'timestamp' ? 'float32' : 'int64';
}

/** (channels, 1, 1) of a picture, else one for each element. */
function statisticType(isImage: boolean): Column['type'] {
  return isImage ? { list: { list: { list: 'float64' } } } : { list: 'float64' };
}

/** The tasks with their texts as pandas' index, as LeRobot looks them up. */
function tasksTable(tasks: readonly string[]): Uint8Array {
  const column = (name: string, pandas: string, numpy: string): Record<string, unknown> => ({
    name,
    field_name: name,
    pandas_type: pandas,
    numpy_type: numpy,
    metadata: null,
  });
  const pandas = {
    index_columns: ['task'],
    column_indexes: [],
    columns: [column('task_index', 'int64', 'int64'), column('task', 'unicode', 'object')],
    pandas_version: '2.0.0',
  };
  const columns: Column[] = [
    { name: 'task_index', type: 'int64', data: tasks.map((_, index) => BigInt(index)) },
    { name: 'task', type: 'string', data: tasks },
  ];
  return encodeTable(columns, { metadata: { pandas: JSON.stringify(pandas) } });
}
