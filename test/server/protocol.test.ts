import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import * as env from '../../env/tasks.ts';
import { protocolSchema } from '../../server/protocol-schema.ts';
import { TASKS } from '../../server/protocol.ts';

test('a client may ask for every task there is', () => {
  expect(TASKS).toEqual(env.TASKS);
});

test('the schema file is that of the code (oikos serve --schema > server/protocol.schema.json)', async () => {
  const file = await readFile(new URL('../../server/protocol.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(protocolSchema())));
});

test('the schema marks what is binary', () => {
  expect(JSON.stringify(protocolSchema())).toContain('"messagepack":"bin"');
});
