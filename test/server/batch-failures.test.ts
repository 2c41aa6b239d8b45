import { expect, test } from 'vitest';
import type { StepResult } from '../../env/env.ts';
import { failedResult } from '../../env/vector/failed-result.ts';
import { Batch } from '../../server/batch.ts';
import type { BatchEnv } from '../../server/batch-env.ts';
import { batchRequests } from '../../server/batch-request.ts';
import { smallHouse, specOf } from './fake-world.ts';

const options = batchRequests[0].parse({ type: 'make', id: 0, sensors: [], autoreset: 'same-step' });
const broken = failedResult({ sensors: [], camera: options.camera }, 'the floor gave way');
const begun: StepResult = { ...broken, truncated: false, failure: undefined };

test('an episode that broke is told of, though the next began in the same step', async () => {
  const env: BatchEnv = {
    numEnvs: 1,
    reset: async () => [begun],
    step: async () => [{ ...begun, truncated: true, final: { ...broken, traceHash: null } }],
    viewAt: () => ({ spec: specOf('1/train/episode-1'), house: smallHouse, traceHash: 'begun', ended: false }),
    close: async () => {},
  };
  const batch = await Batch.create(options, { device: null, createBatch: async () => env }, async () => {});
  await batch.reset({ type: 'resetBatch', id: 1, batch: 0 });
  const { failures, began, ended } = await batch.step({
    type: 'stepBatch',
    id: 2,
    batch: 0,
    actions: new Uint8Array(1),
  });
  expect(failures).toEqual([{ index: 0, message: 'the floor gave way' }]);
  expect(began.map(({ seed }) => seed)).toEqual(['1/train/episode-1']);
  expect(ended).toEqual([]);
});
