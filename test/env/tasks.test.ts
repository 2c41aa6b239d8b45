import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASKS, rulesOf, taskNamed } from '../../env/tasks.ts';

const HEADINGS = ['Description', 'Action space', 'Observation space', 'Reward', 'Start', 'End', 'Measures'];

/** The pages of TASKS.md by task, each a list of headings with their text. */
function readPages(): Map<string, string[][]> {
  const text = readFileSync(new URL('../../env/TASKS.md', import.meta.url), 'utf8');
  const [, ...pages] = text.split(/^## /m);
  return new Map(
    pages.map((page) => {
      const [name, ...sections] = page.split(/^### /m);
      return [name.trim(), sections.map((section) => section.split(/\n([^]*)/).map((part) => part.trim()))];
    }),
  );
}

describe('TASKS.md', () => {
  const pages = readPages();

  it('has a page for every task and for nothing else', () => {
    expect([...pages.keys()]).toEqual(TASKS);
  });

  it.each(TASKS)('says all there is to say of %s', (task) => {
    const sections = pages.get(task) ?? [];
    expect(sections.map(([heading]) => heading)).toEqual(HEADINGS);
    for (const [heading, text] of sections) expect(text, heading).not.toBe('');
  });

  it.each(TASKS)('names the step limit of %s', (task) => {
    const [, end] = (pages.get(task) ?? []).find(([heading]) => heading === 'End') ?? [];
    expect(end).toContain(`${rulesOf({ task }).stepLimit.toLocaleString('en')} actions`);
  });
});

it.each(TASKS)('%s goes by its own name', (task) => {
  expect(taskNamed(task).name).toBe(task);
});

it('a task that there is not is refused by name', () => {
  expect(() => taskNamed('tidy')).toThrow('"tidy" is no task');
});
