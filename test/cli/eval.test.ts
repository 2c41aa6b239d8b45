import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EvaluationReport } from '../../agent/evaluation-report.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();
const ORACLE = ['eval', '--agent', 'oracle', '--seed', '1', '--json'];

async function evaluate(...args: string[]): Promise<EvaluationReport> {
  const run = await runOikos([...ORACLE, ...args]);
  expect(run.code).toBe(0);
  return JSON.parse(run.stdout);
}

describe('oikos eval', () => {
  test('prints one document, the same in another process and with other numbers of environments', async () => {
    const report = await evaluate('--episodes', '2', '--envs', '1');
    expect(await evaluate('--episodes', '2', '--envs', '2')).toEqual(report);
    expect(report.traceHash).toMatch(/^[0-9a-f]+$/);
    expect(report.perEpisode).toHaveLength(2);
    expect(report.measures.success).toEqual({ mean: 1, ci95: [expect.any(Number), 1] });
  });

  test('prints the same when episodes run in threads', async () => {
    const forward = ['--agent', 'forward', '--episodes', '1'];
    expect(await evaluate(...forward, '--workers', '1')).toEqual(await evaluate(...forward));
  });

  test('gives the episodes of a shard what they get in the whole', async () => {
    const whole = await evaluate('--episodes', '2');
    const shard = await evaluate('--episodes', '2', '--shard', '1/2');
    expect(shard.perEpisode).toEqual([whole.perEpisode[1]]);
  });

  test('runs under the settings of a challenge', async () => {
    const report = await evaluate('--episodes', '1', '--preset', 'habitat-pointnav-gibson');
    expect(report).toMatchObject({ task: 'pointnav', measures: { success: { mean: 1 } } });
  });

  test.each([
    ['a task beside a preset', ['--preset', 'habitat-pointnav-2020', '--task', 'objectnav'], /--preset.*--task/],
    ['a suite that is nowhere', ['--suite', 'nowhere'], /"nowhere".*plain, full, noisy/],
  ])('refuses %s on one line', async (_, args, message) => {
    const run = await runOikos([...ORACLE, ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim()).not.toContain('\n');
  });

  test('ends with code 130 at Ctrl-C and leaves whole recordings only', async () => {
    const record = join(folder, 'interrupted');
    let isAsked = false;
    const run = await runOikos(['eval', '--agent', 'random', '--episodes', '500', '--seed', '1', '--record', record], {
      env: { OIKOS_GPU: 'swiftshader' },
      onStderr: (text, signal) => {
        if (isAsked || !text.includes('episodes')) return;
        isAsked = true;
        signal('SIGINT');
      },
    });
    expect(run.code).toBe(130);
    expect(run.stdout).toBe('');
    const names = await readdir(record).catch(() => []);
    for (const name of names) {
      expect(name).toMatch(/^1-val-episode-\d+\.json$/);
      JSON.parse(await readFile(join(record, name), 'utf8'));
    }
  });
});

describe('oikos replay', () => {
  const recorded = join(folder, 'recorded', '1-val-episode-0.json');

  test('finds every state of a recorded episode again', async () => {
    await evaluate('--episodes', '1', '--record', join(folder, 'recorded'));
    const run = await runOikos(['replay', recorded, '--json']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ matches: true, firstDifference: null });
  });

  test('ends with code 1 when the states are others', async () => {
    const episode: { traceHashes: string[] } = JSON.parse(await readFile(recorded, 'utf8'));
    const changed = join(folder, 'changed.json');
    const traceHashes = episode.traceHashes.map((hash, i) => (i === 3 ? '0'.repeat(hash.length) : hash));
    await writeFile(changed, JSON.stringify({ ...episode, traceHashes }));
    const run = await runOikos(['replay', changed, '--json']);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ matches: false, firstDifference: 3 });
  });

  test('refuses half a recording on one line', async () => {
    const half = join(folder, 'half.json');
    const text = await readFile(recorded, 'utf8');
    await writeFile(half, text.slice(0, text.length / 2));
    const run = await runOikos(['replay', half]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^[^\n]*half\.json[^\n]*\n$/);
  });
});
