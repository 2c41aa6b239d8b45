import { expect, test } from 'vitest';
import * as env from '../../env/tasks.ts';
import { TASKS } from '../../server/protocol.ts';

test('a client may ask for every task there is', () => {
  expect(TASKS).toEqual(env.TASKS);
});
