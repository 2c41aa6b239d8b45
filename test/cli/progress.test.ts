import { afterEach, expect, test, vi } from 'vitest';
import { withProgress } from '../../cli/progress.ts';

afterEach(() => vi.restoreAllMocks());

function listen(): { stdout: string; stderr: string } {
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      heard[name] += String(text);
      return true;
    });
  }
  return heard;
}

test('progress stands on stderr with count, rate and time left; stdout stays clean', async () => {
  const heard = listen();
  const result = await withProgress({ label: 'collect', total: 4, unit: 'episodes' }, async (progress) => {
    progress.update(4, 'loss 0.41');
    return 'kept';
  });
  expect(result).toBe('kept');
  expect(heard.stdout).toBe('');
  expect(heard.stderr).toMatch(/collect .* 4\/4 episodes \| [\d.e+]+\/s \| \S+ left loss 0\.41/);
});

test('work that fails ends the progress line and lets the error through', async () => {
  const heard = listen();
  const work = withProgress({ label: 'collect', total: 4, unit: 'episodes' }, async (progress) => {
    progress.update(1);
    throw new Error('no more houses');
  });
  await expect(work).rejects.toThrow('no more houses');
  expect(heard.stderr).toMatch(/\n$/);
});

test('work that fails at once leaves stderr to its error', async () => {
  const heard = listen();
  const work = withProgress({ label: 'collect', total: 4, unit: 'episodes' }, async () => {
    throw new Error('a wrong value');
  });
  await expect(work).rejects.toThrow('a wrong value');
  expect(heard.stderr).toBe('');
});
