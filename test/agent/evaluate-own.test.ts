import { expect, it } from 'vitest';
import { evaluate } from '../../agent/evaluate.ts';
import { makeAgent } from '../../agent/make-agent.ts';
import { type Agent, CAMERA_DEFAULTS, TURN_LEFT } from '../../env/env.ts';
import type { Sensor } from '../../env/sensors/sensor.ts';
import type { Task } from '../../env/tasks/task.ts';
import { taskNamed } from '../../env/tasks.ts';

/** PointNav by another name, with less time. */
const hurry: Task = { ...taskNamed('pointnav'), name: 'hurry', rules: { successDistance: 0.36, stepLimit: 5 } };

it('an agent is evaluated in a task of one’s own, by its rules and under its name', async () => {
  const maker = await makeAgent('forward');
  const report = await evaluate({ maker, task: hurry, split: 'val', seed: 3, episodes: 2, envs: 2 });
  expect(report.task).toBe('hurry');
  expect(report.perEpisode.map(({ steps }) => steps)).toEqual([5, 5]);
});

it('an agent is evaluated with a sensor of one’s own', async () => {
  const heard: number[] = [];
  const count: Sensor = { name: 'count', shape: [1], dtype: 'int32', sense: ({ step }) => Int32Array.of(step) };
  const listener: Agent = {
    name: 'listener',
    sensors: [],
    reset: () => {},
    act: ({ readings }) => {
      heard.push(readings?.count[0] ?? -1);
      return TURN_LEFT;
    },
  };
  const maker = { name: 'listener', sensors: [], privileged: false, create: async () => listener } as const;
  const suite = { sensors: [], camera: CAMERA_DEFAULTS, own: [count] };
  await evaluate({ maker, task: hurry, split: 'val', seed: 3, episodes: 1, envs: 1, suite });
  expect(heard).toEqual([0, 1, 2, 3, 4]);
});
