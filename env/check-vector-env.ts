import { MOVE_FORWARD, STOP, type StepResult, TURN_LEFT } from './env.ts';
import { errorOf, expectations, toText } from './expectations.ts';
import type { AutoresetMode } from './vector/autoreset.ts';
import type { VectorEnv } from './vector-env.ts';

/** The part of `VectorEnv` that the contract is about. */
export type BatchOfEnvs = Pick<VectorEnv, 'reset' | 'step' | 'viewAt' | 'close'>;

/** What is checked, and with what. */
export interface CheckVectorEnvOptions {
  /** Makes a batch of so many environments; each is closed again. */
  readonly create: (numEnvs: number, autoreset: AutoresetMode) => Promise<BatchOfEnvs>;
  /** Seed paths of three different episodes, each longer than five steps without stop. */
  readonly seeds: readonly [string, string, string];
}

type Check = (options: CheckVectorEnvOptions) => Promise<void>;

const { expectEqual, expectThat } = expectations('checkVectorEnv');

/**
 * Runs batches of environments against the contract of `VectorEnv`: lengths, partial resets, waiting, refusals,
 * autoreset, determinism, and independence of neighbours and places.
 *
 * @throws Error with both sides of the first thing that differs
 * @see Gymnasium `utils/env_checker.py` and `vector/vector_env.py`
 */
export async function checkVectorEnv(options: CheckVectorEnvOptions): Promise<void> {
  for (const check of CHECKS) await check(options);
}

const CHECKS: readonly Check[] = [
  checkLengths,
  checkPartialReset,
  checkWaiting,
  checkRefusals,
  checkNextStep,
  checkSameStep,
  checkIndependence,
];

async function checkLengths({ create, seeds }: CheckVectorEnvOptions): Promise<void> {
  await using(create(3, 'disabled'), async (env) => {
    expectEqual('number of results of reset', (await env.reset(seeds)).length, 3);
    expectEqual('number of results of step', (await env.step([STOP, TURN_LEFT, null])).length, 3);
    const wrongReset = await errorOf(env.reset(seeds.slice(1)));
    const wrongStep = await errorOf(env.step([TURN_LEFT, TURN_LEFT, TURN_LEFT, TURN_LEFT]));
    expectEqual('error of too few seeds', wrongReset instanceof RangeError, true);
    expectEqual('error of too many commands', wrongStep instanceof RangeError, true);
  });
}

/** A reset of some leaves the others as they were. */
async function checkPartialReset({ create, seeds: [a, b, c] }: CheckVectorEnvOptions): Promise<void> {
  await using(create(2, 'disabled'), async (env) => {
    await env.reset([a, b]);
    const before = await env.step([MOVE_FORWARD, TURN_LEFT]);
    const trace = env.viewAt(1).traceHash;
    const after = await env.reset([c, null]);
    expectEqual('seed after a reset', env.viewAt(0).spec.seed, c);
    expectEqual('steps after a reset', after[0].observation.step, 0);
    expectEqual('result of an environment that was not reset', toText(after[1]), toText(before[1]));
    expectEqual('trace of an environment that was not reset', env.viewAt(1).traceHash, trace);
  });
}

/** An environment without a command waits. */
async function checkWaiting({ create, seeds: [a, b] }: CheckVectorEnvOptions): Promise<void> {
  await using(create(2, 'disabled'), async (env) => {
    const before = await env.reset([a, b]);
    const after = await env.step([TURN_LEFT, null]);
    expectEqual('step count of one that had a command', after[0].observation.step, 1);
    expectEqual('result of one that had none', toText(after[1]), toText(before[1]));
  });
}

/** What is no command, and a command after the end, move nobody. */
async function checkRefusals({ create, seeds: [a, b] }: CheckVectorEnvOptions): Promise<void> {
  await using(create(2, 'disabled'), async (env) => {
    await env.reset([a, b]);
    const trace = env.viewAt(0).traceHash;
    const unknown = await errorOf(env.step([MOVE_FORWARD, -1]));
    expectEqual('error of what is no command', unknown instanceof RangeError, true);
    expectEqual('trace of the other one', env.viewAt(0).traceHash, trace);
    const [, ended] = await env.step([null, STOP]);
    expectEqual('terminated after stop', ended.terminated, true);
    const late = await errorOf(env.step([MOVE_FORWARD, MOVE_FORWARD]));
    expectEqual('error of a command after the end', late instanceof Error, true);
    expectEqual('trace of the other one', env.viewAt(0).traceHash, trace);
  });
}

/** The step after the end begins the next episode, whatever its command. */
async function checkNextStep({ create, seeds: [a, b] }: CheckVectorEnvOptions): Promise<void> {
  await using(create(2, 'next-step'), async (env) => {
    await env.reset([a, b]);
    const [ended] = await env.step([STOP, TURN_LEFT]);
    expectEqual('terminated at the end', ended.terminated, true);
    expectEqual('seed at the end', env.viewAt(0).spec.seed, a);
    const [begun, other] = await env.step([STOP, TURN_LEFT]);
    checkBegun(begun);
    expectEqual('reward of the step that begins an episode', begun.reward, 0);
    expectEqual('end in the step that begins an episode', begun.terminated || begun.truncated, false);
    expectThat('the next seed', env.viewAt(0).spec.seed !== a, `still ${a}, another expected`);
    expectEqual('step count of its neighbour', other.observation.step, 2);
  });
}

/** The step that ends an episode gives the next one's first observation, and the end as `final`. */
async function checkSameStep({ create, seeds: [a, b] }: CheckVectorEnvOptions): Promise<void> {
  const [expected, trace] = await using(create(1, 'disabled'), async (env) => {
    await env.reset([a]);
    const results = await env.step([STOP]);
    return [results[0], env.viewAt(0).traceHash] as const;
  });
  await using(create(2, 'same-step'), async (env) => {
    await env.reset([a, b]);
    const [{ final, ...begun }, other] = await env.step([STOP, TURN_LEFT]);
    checkBegun(begun);
    const { traceHash, ...ended } = final ?? { traceHash: null };
    expectEqual('the last result of the episode that ended', toText(ended), toText(expected));
    expectEqual('its trace', traceHash, trace);
    expectEqual('terminated at the end', begun.terminated, true);
    expectEqual('reward of the end', begun.reward, expected.reward);
    expectEqual('final result of its neighbour', other.final, undefined);
  });
}

function checkBegun({ observation, measures }: StepResult): void {
  expectEqual('step count of an episode that began', observation.step, 0);
  expectEqual('measured steps of an episode that began', measures.steps, 0);
}

/** An episode goes the same way in any place and beside any others, and again. */
async function checkIndependence({ create, seeds: [a, b, c] }: CheckVectorEnvOptions): Promise<void> {
  const alone = await live(create, [a], 0);
  for (const [seeds, place] of [[[a], 0] as const, [[b, c, a], 2] as const, [[a, b], 0] as const]) {
    const again = await live(create, seeds, place);
    again.forEach((text, i) => expectEqual(`step ${i} in place ${place} of ${seeds.length}`, text, alone[i]));
  }
}

/** Lets the environment of one place do the same each time, and those beside it something else. */
async function live(
  create: CheckVectorEnvOptions['create'],
  seeds: readonly string[],
  place: number,
): Promise<string[]> {
  return using(create(seeds.length, 'disabled'), async (env) => {
    const texts = [toText((await env.reset(seeds))[place])];
    for (const command of [TURN_LEFT, MOVE_FORWARD, MOVE_FORWARD, STOP]) {
      const results = await env.step(seeds.map((_, i) => (i === place ? command : MOVE_FORWARD)));
      texts.push(toText(results[place]) + env.viewAt(place).traceHash);
    }
    return texts;
  });
}

async function using<T>(opening: Promise<BatchOfEnvs>, use: (env: BatchOfEnvs) => Promise<T>): Promise<T> {
  const env = await opening;
  try {
    return await use(env);
  } finally {
    await env.close();
  }
}
