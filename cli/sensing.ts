import type { EpisodeRules } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { Preset, PresetName } from '../env/sensors/presets.ts';
import type { SensorSuite } from '../env/sensors/sensor-suite.ts';
import type { TaskName } from '../env/tasks.ts';

/** What the command line says about task and senses. */
export interface SensingOptions {
  readonly task: TaskName;
  readonly preset?: PresetName;
  readonly suite?: string;
}

/** What an evaluation is to be run under. */
export interface Sensing {
  readonly task: TaskName;
  readonly rules?: EpisodeRules;
  readonly suite?: SensorSuite;
}

/** Task, rules and senses as a preset or a suite give them. @throws UsageError for a suite that is neither known nor a right file */
export async function resolveSensing({ task, preset, suite: name }: SensingOptions): Promise<Sensing> {
  const suite = name === undefined ? undefined : await readSuite(name);
  if (preset === undefined) return { task, ...(suite && { suite }) };
  const { PRESETS } = await import('../env/sensors/presets.ts');
  const settings: Preset = PRESETS[preset];
  return { ...settings, ...(suite && { suite }) };
}

/** A suite by its name, or from a JSON file. */
async function readSuite(name: string): Promise<SensorSuite> {
  const { SUITES, parseSensorSuite } = await import('../env/sensors/sensor-suite.ts');
  const [, known] = Object.entries<SensorSuite>(SUITES).find(([key]) => key === name) ?? [];
  if (known) return known;
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(name, 'utf8').catch(() => null);
  if (text === null) {
    throw new UsageError(
      `oikos eval: --suite "${name}" is neither a file nor a suite; name one of ${Object.keys(SUITES).join(', ')}.`,
    );
  }
  try {
    return parseSensorSuite(JSON.parse(text), name);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${name}: is not whole JSON (${text.length} characters); give an undamaged file.`);
  }
}
