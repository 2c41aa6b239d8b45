import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { UsageError } from '../env/errors.ts';
import { makeFolder, writeFileAtomic } from '../env/files.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts';

/** One line of `metrics.jsonl`. */
export type MetricsLine = { readonly step: number } & Record<string, number>;

/**
 * The folder of one training run: `config.json` (how it was made), `metrics.jsonl` (a line now and then),
 * `model.safetensors` (the weights), `training.safetensors` (weights, optimiser and step, to resume from),
 * and pictures in `samples/`.
 */
export class RunFolder {
  constructor(readonly path: string) {}

  /**
   * Opens a folder for a new run, or for going on with one.
   *
   * @throws UsageError when a new run would overwrite one, when there is none to resume, or when it was made otherwise.
   */
  static async open(path: string, config: Record<string, unknown>, resume: boolean): Promise<RunFolder> {
    const run = new RunFolder(path);
    // A run that was called off before its first checkpoint left nothing to keep.
    const exists = ['model', 'training'].some((name) => existsSync(join(path, `${name}.safetensors`)));
    if (exists && !resume) {
      throw new UsageError(
        `RunFolder: ${path} holds a run already; add --resume to go on with it, or choose another --out.`,
      );
    }
    if (resume && !existsSync(join(path, 'training.safetensors'))) {
      throw new UsageError(`RunFolder: nothing to resume in ${path}; leave --resume out to begin there.`);
    }
    if (resume) {
      const before = await run.readConfig();
      const changed = Object.keys(config).find((key) => JSON.stringify(config[key]) !== JSON.stringify(before[key]));
      if (changed) {
        throw new UsageError(
          `RunFolder: ${path} was begun with ${changed} ${JSON.stringify(before[changed])}, not ${JSON.stringify(config[changed])}; resume with the same options.`,
        );
      }
      return run;
    }
    await makeFolder(path);
    await writeFileAtomic(join(path, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
    return run;
  }

  /** @throws UsageError when the folder is no run, or its config no JSON. */
  async readConfig(): Promise<Record<string, unknown>> {
    const file = join(this.path, 'config.json');
    try {
      return JSON.parse(await readFile(file, 'utf8'));
    } catch {
      throw new UsageError(
        `RunFolder: no readable config.json in ${this.path}; give a folder that a training command wrote.`,
      );
    }
  }

  async appendMetrics(line: MetricsLine): Promise<void> {
    await appendFile(join(this.path, 'metrics.jsonl'), `${JSON.stringify(line)}\n`);
  }

  /** Drops the lines after this step, which a resumed run writes again. */
  async truncateMetrics(step: number): Promise<void> {
    const file = join(this.path, 'metrics.jsonl');
    if (!existsSync(file)) return;
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    const kept = lines.filter((line) => JSON.parse(line).step <= step);
    await writeFileAtomic(file, kept.map((line) => `${line}\n`).join(''));
  }

  writeModel(checkpoint: Checkpoint): Promise<void> {
    return writeCheckpoint(join(this.path, 'model.safetensors'), checkpoint);
  }

  readModel(): Promise<Checkpoint> {
    return readCheckpoint(join(this.path, 'model.safetensors'));
  }

  writeTraining(checkpoint: Checkpoint): Promise<void> {
    return writeCheckpoint(join(this.path, 'training.safetensors'), checkpoint);
  }

  readTraining(): Promise<Checkpoint> {
    return readCheckpoint(join(this.path, 'training.safetensors'));
  }

  /** The weights with which a round of lessons begins, so that a resumed run can live through it again. */
  writeRound(index: number, checkpoint: Checkpoint): Promise<void> {
    return writeCheckpoint(join(this.path, `round-${index}.safetensors`), checkpoint);
  }

  readRound(index: number): Promise<Checkpoint> {
    return readCheckpoint(join(this.path, `round-${index}.safetensors`));
  }

  /** Writes frames (rows · columns, H, W, 3) of one square size as a picture of rows and columns, enlarged. */
  async writeSamples(name: string, frames: Uint8Array, size: number, columns: number): Promise<void> {
    const numFrames = frames.length / (size * size * 3);
    const rows = Math.ceil(numFrames / columns);
    const sheet = new Uint8Array(rows * columns * size * size * 3);
    for (let index = 0; index < numFrames; index++) {
      for (let y = 0; y < size; y++) {
        const from = (index * size + y) * size * 3;
        const line = Math.floor(index / columns) * size + y;
        sheet.set(frames.subarray(from, from + size * 3), (line * columns + (index % columns)) * size * 3);
      }
    }
    const raw = { width: columns * size, height: rows * size, channels: 3 } as const;
    const png = await sharp(sheet, { raw })
      .resize({ width: columns * size * 2, kernel: 'nearest' })
      .png()
      .toBuffer();
    await writeFileAtomic(join(this.path, 'samples', `${name}.png`), png);
  }
}
