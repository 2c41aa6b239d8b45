import { existsSync } from 'node:fs';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Run } from './run-oikos.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();
const data = join(folder, 'data');
const EXACT = { OIKOS_TF: 'wasm' };

function collect(out: string, episodes: number, seed = 1): Promise<Run> {
  const size = ['--episodes', String(episodes), '--length', '16', '--envs', '2'];
  return runOikos(['collect', '--out', out, '--seed', String(seed), ...size]);
}

function pretrain(out: string, ...args: string[]): Promise<Run> {
  return runOikos(['pretrain', '--data', data, '--out', out, ...args], { env: EXACT });
}

/** Runs the command and presses Ctrl-C once its progress looks like this. */
function interrupt(args: readonly string[], progress = / \d+\/\d+ /): Promise<Run> {
  let isSent = false;
  return runOikos(args, {
    env: EXACT,
    onStderr: (text, signal) => {
      if (isSent || !progress.test(text)) return;
      isSent = true;
      signal('SIGINT');
    },
  });
}

beforeAll(async () => {
  expect((await collect(data, 2)).code).toBe(0);
});

describe('oikos collect', () => {
  test('goes on where the recordings end, as if it had never stopped', async () => {
    const [halves, whole] = [join(folder, 'halves'), join(folder, 'whole')];
    await cp(data, halves, { recursive: true });
    expect((await collect(halves, 3)).code).toBe(0);
    expect((await collect(whole, 3)).code).toBe(0);
    const names = await readdir(whole);
    expect(await readdir(halves)).toEqual(names);
    for (const name of names) {
      expect((await readFile(join(halves, name))).equals(await readFile(join(whole, name)))).toBe(true);
    }
  });

  test('refuses to mix recordings of two seeds', async () => {
    const run = await collect(data, 4, 2);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]+\n$/);
  });

  test('ends with code 130 at Ctrl-C and leaves whole shards only', async () => {
    const out = join(folder, 'interrupted');
    const run = await interrupt(['collect', '--out', out, '--episodes', '400', '--seed', '1', '--envs', '2']);
    expect(run.code).toBe(130);
    const names = await readdir(out).catch(() => []);
    for (const name of names) expect(name).toMatch(/^(config\.json|episodes-\d{5}\.bin)$/);
  });
});

describe('oikos pretrain', () => {
  test('gives the same weights for the same seed, byte for byte', async () => {
    const [once, twice] = [join(folder, 'once'), join(folder, 'twice')];
    expect((await pretrain(once, '--steps', '3')).code).toBe(0);
    expect((await pretrain(twice, '--steps', '3')).code).toBe(0);
    const weights = (run: string): Promise<Buffer> => readFile(join(run, 'model.safetensors'));
    expect((await weights(once)).equals(await weights(twice))).toBe(true);
  });

  test('saves at Ctrl-C, ends with code 130, and goes on from there when resumed', async () => {
    const out = join(folder, 'stopped');
    const call = ['pretrain', '--data', data, '--out', out, '--steps', '100000'];
    const stepsOf = ({ stderr }: Run): number => Number(/oikos pretrain: (\d+) steps/.exec(stderr)?.[1]);
    const stopped = await interrupt(call);
    const resumed = await interrupt([...call, '--resume']);
    expect([stopped.code, resumed.code]).toEqual([130, 130]);
    expect(stepsOf(stopped)).toBeGreaterThan(0);
    expect(stepsOf(resumed)).toBeGreaterThan(stepsOf(stopped));
    expect(await readdir(out)).not.toContainEqual(expect.stringContaining('.tmp'));
  });

  test('refuses a checkpoint with a byte flipped, and keeps it', async () => {
    const file = join(folder, 'once', 'training.safetensors');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(file, bytes);
    const run = await pretrain(join(folder, 'once'), '--steps', '3', '--resume');
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*training\.safetensors[^\n]*\n$/);
    expect((await readFile(file)).equals(bytes)).toBe(true);
  });

  test('refuses a folder that holds a run already', async () => {
    const run = await pretrain(join(folder, 'twice'), '--steps', '3');
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*--resume[^\n]*\n$/);
  });

  test('refuses data that is not there, naming the folder', async () => {
    const run = await runOikos(['pretrain', '--data', join(folder, 'nothing'), '--out', join(folder, 'unborn')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*nothing[^\n]*\n$/);
    expect(existsSync(join(folder, 'unborn'))).toBe(false);
  });
});

describe('oikos finetune', () => {
  test('leaves a policy that eval can run, also when called off by Ctrl-C', async () => {
    const out = join(folder, 'policy');
    const call = ['finetune', '--from', join(folder, 'twice'), '--out', out, '--fraction', '0.01'];
    expect((await interrupt(call, /imitation/)).code).toBe(130);
    const run = await runOikos(['eval', '--agent', out, '--episodes', '1', '--seed', '1', '--json'], { env: EXACT });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ split: 'val', episodes: 1 });
  });

  test('refuses a folder that holds no world model, and writes nothing', async () => {
    const out = join(folder, 'no-policy');
    const run = await runOikos(['finetune', '--from', data, '--out', out], { env: EXACT });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*data[^\n]*\n$/);
    expect(existsSync(out)).toBe(false);
  });
});

describe('oikos predict', () => {
  test('prints one document with the horizons and the baselines', async () => {
    const call = ['predict', '--from', join(folder, 'twice'), '--houses', '1', '--json'];
    const run = await runOikos(call, { env: EXACT });
    expect(run.code).toBe(0);
    const score = { psnr: expect.any(Number), ssim: expect.any(Number) };
    const horizon = { k: 1, model: score, copyLast: score, warp: score, meanFrame: score };
    const report: { horizons: unknown[] } = JSON.parse(run.stdout);
    expect(report).toMatchObject({ split: 'val', houses: 1, deltaPsnr: expect.any(Number) });
    expect(report.horizons[0]).toMatchObject(horizon);
  });

  test('refuses a folder that holds no model', async () => {
    const run = await runOikos(['predict', '--from', data], { env: EXACT });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*data[^\n]*\n$/);
  });
});

describe('oikos probe', () => {
  test('prints one document with every task and its controls', async () => {
    const call = ['probe', '--from', join(folder, 'twice'), '--houses', '1', '--json'];
    const run = await runOikos(call, { env: EXACT });
    expect(run.code).toBe(0);
    const { tasks }: { tasks: unknown[] } = JSON.parse(run.stdout);
    expect(tasks).not.toHaveLength(0);
    const score = expect.any(Number);
    const text = expect.any(String);
    for (const task of tasks) {
      expect(task).toMatchObject({ name: text, metric: text, model: score, untrained: score, rawPixels: score });
    }
  });
});
