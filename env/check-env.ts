import type { Command } from './interaction/actions.ts';
import { CATEGORIES } from './categories.ts';
import type { Action, Env, Observation, SensorName, StepResult } from './env.ts';
import { errorOf, expectations, toText } from './expectations.ts';
import { ACTIONS, LOOK_UP, MOVE_FORWARD, SENSORS, STOP, TURN_LEFT, TURN_RIGHT } from './env.ts';

/** What the checks must know of an environment. */
export interface CheckEnvOptions {
  /** Seed path of the episode that is run; it must last longer than `SCRIPT`. */
  readonly seed: string;
  /** Sensors the environment was made with. */
  readonly sensors: readonly SensorName[];
}

/** What the checks let the agent do. */
const SCRIPT: readonly Action[] = [
  MOVE_FORWARD,
  TURN_LEFT,
  MOVE_FORWARD,
  LOOK_UP,
  TURN_RIGHT,
  TURN_RIGHT,
  MOVE_FORWARD,
];
const NO_COMMANDS: readonly Command[] = [
  -1,
  ACTIONS.length,
  1.5,
  NaN,
  { action: 'Velocity', linear: Infinity, angular: 0 },
];
/** What can be asked anywhere, and done nowhere. */
const IN_VAIN: Command = { action: 'Open', target: 'nothing of this name' };

const CHANNELS: Readonly<Record<SensorName, number>> = { rgb: 3, depth: 1, semantic: 1, instance: 1, normal: 3 };

/**
 * Runs an environment against the contract of `Env`: determinism, shapes, ranges, ends and refusals. The environment is
 * left at the end of an episode; the caller closes it.
 *
 * @throws Error with both sides of the first thing that differs
 * @see Gymnasium `utils/env_checker.py`, after which this is made
 */
export async function checkEnv(env: Env, options: CheckEnvOptions): Promise<void> {
  const first = await runScript(env, options.seed);
  checkStart(env, first, options.seed);
  for (const result of first.results) {
    checkFrame(result.observation, options.sensors);
    checkProprioception(result.observation);
    checkMeasures(result);
  }
  checkSteps(first);
  await checkRefusals(env);
  await checkDeedInVain(env);
  await checkRepeats(env, first, options.seed);
  await checkStop(env);
}

const { expectEqual, expectThat } = expectations('checkEnv');

interface Run {
  /** The reset and every step of the script. */
  readonly results: readonly StepResult[];
  readonly hashes: readonly string[];
}

async function runScript(env: Env, seed: string): Promise<Run> {
  const results = [await env.reset(seed)];
  const hashes = [env.traceHash];
  for (const action of SCRIPT) {
    results.push(await env.step(action));
    hashes.push(env.traceHash);
  }
  return { results, hashes };
}

function checkStart(env: Env, { results }: Run, seed: string): void {
  const [start] = results;
  expectEqual('episode seed', env.episode.seed, seed);
  expectEqual('steps after reset', start.observation.step, 0);
  expectEqual('reward of reset', start.reward, 0);
  expectEqual('instruction', start.observation.instruction, env.episode.instruction);
  expectEqual('odometry after reset', start.observation.gps.map(Math.abs).join(), '0,0');
  expectEqual('compass after reset', start.observation.compass, 0);
  const rooms = env.house.rooms.length;
  expectThat('house', rooms > 0, `${rooms} rooms, at least one expected`);
}

function checkFrame(observation: Observation, sensors: readonly SensorName[]): void {
  const { width, height } = observation;
  for (const sensor of SENSORS) {
    const channel = observation[sensor];
    expectEqual(`presence of ${sensor}`, channel !== undefined, sensors.includes(sensor));
    if (channel !== undefined) expectEqual(`length of ${sensor}`, channel.length, width * height * CHANNELS[sensor]);
  }
  const strange = observation.depth?.find((metres) => !(metres >= 0 && metres < Infinity));
  expectEqual('depth that is negative or not finite', strange, undefined);
  const unknown = observation.semantic?.find((id) => id >= CATEGORIES.length);
  expectEqual('semantic id without a category', unknown, undefined);
}

function checkProprioception({ gps, compass, pitch, objectGoal, pointGoal }: Observation): void {
  const numbers = [...gps, compass, pitch, ...(pointGoal ?? [])];
  expectThat('odometry', numbers.every(Number.isFinite), `[${numbers.join(', ')}], finite numbers expected`);
  expectThat('compass', Math.abs(compass) <= Math.PI, `${compass}, at most pi expected`);
  const isGoal = Number.isInteger(objectGoal) && objectGoal >= -1 && objectGoal < CATEGORIES.length;
  expectThat('objectGoal', isGoal, `${objectGoal}, -1 or a category's index expected`);
}

function checkMeasures({ measures, reward }: StepResult): void {
  for (const [name, value] of Object.entries(measures)) {
    expectThat(name, value >= 0, `${value}, a number of at least 0 expected`);
  }
  for (const share of [measures.success, measures.spl, measures.softSpl]) {
    expectThat('a share', share <= 1, `${share}, at most 1 expected`);
  }
  expectThat('reward', Number.isFinite(reward), `${reward}, a finite number expected`);
}

function checkSteps({ results, hashes }: Run): void {
  results.forEach(({ observation, measures, terminated, truncated }, i) => {
    expectEqual(`step count after ${i} actions`, observation.step, i);
    expectEqual(`measured steps after ${i} actions`, measures.steps, i);
    expectEqual(`end after ${i} actions without stop`, terminated || truncated, false);
  });
  expectEqual('different trace hashes', new Set(hashes).size, hashes.length);
}

async function checkRefusals(env: Env): Promise<void> {
  const before = env.traceHash;
  for (const command of NO_COMMANDS) {
    const error = await errorOf(env.step(command));
    expectEqual(`error of action ${JSON.stringify(command)}`, error instanceof RangeError, true);
  }
  expectEqual('trace after refused actions', env.traceHash, before);
}

/** What cannot be done costs a step, and says why. */
async function checkDeedInVain(env: Env): Promise<void> {
  const { observation: first } = await env.step(TURN_LEFT);
  const { observation: second } = await env.step(IN_VAIN);
  expectEqual('error of what was done', first.error, null);
  expectEqual('error of what could not be done', typeof second.error, 'string');
  expectEqual('step count after what could not be done', second.step, first.step + 1);
  for (const sense of ['gps', 'compass', 'pitch', 'held'] as const) {
    expectEqual(`${sense} after what could not be done`, String(second[sense]), String(first[sense]));
  }
}

async function checkRepeats(env: Env, first: Run, seed: string): Promise<void> {
  const second = await runScript(env, seed);
  second.results.forEach((result, i) => {
    expectEqual(`trace hash of step ${i} on the second run`, second.hashes[i], first.hashes[i]);
    expectEqual(`result of step ${i} on the second run`, toText(result), toText(first.results[i]));
  });
}

async function checkStop(env: Env): Promise<void> {
  const { terminated, truncated } = await env.step(STOP);
  expectEqual('terminated after stop', terminated, true);
  expectEqual('truncated after stop', truncated, false);
  const error = await errorOf(env.step(MOVE_FORWARD));
  expectEqual('error of a step after the end', error instanceof Error, true);
}
