import { categoryId, CATEGORIES } from '../env/categories.ts';
import { type EpisodeSource, episodeSeed } from '../env/episode.ts';
import type { Gpu } from '../env/gpu.ts';
import { askForObject } from '../env/instructions.ts';
import type { ModelLibrary } from '../env/model.ts';
import { Rng } from '../env/random.ts';
import { GOAL_CATEGORIES } from '../env/tasks/objectnav.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { openTf } from './backend.ts';
import { BELIEF_SIDE, squaresShowing } from './beliefs.ts';
import { encodeInstruction, INSTRUCTION_LENGTH } from './instruction.ts';
import { giveLessons, type Lesson } from './lessons.ts';
import { Parameters } from './parameters.ts';
import { Policy, type PolicyBatch, STATE_LENGTH } from './policy.ts';
import { FINETUNE_PRESETS, type Preset } from './presets.ts';
import { createWorldModel } from './pretrain.ts';
import { RunFolder } from './run-folder.ts';
import { Trainer, type TrainingEvents } from './trainer.ts';

/** Weights of the policy stand beside the world model's under this prefix. */
export const POLICY_PREFIX = 'policy.';

export interface FinetuneOptions {
  /** Run folder of the world model. */
  readonly from: string;
  readonly out: string;
  readonly seed: number;
  readonly preset: Preset;
  /** Share of the preset's episodes: how few lessons are enough. */
  readonly fraction: number;
  /** Goes on with the run in `out`: lives through its lessons again, then trains on from its checkpoint. */
  readonly resume?: boolean;
  readonly episodes: EpisodeSource;
  readonly library: ModelLibrary;
  readonly gpu: Gpu;
  readonly signal?: AbortSignal;
  readonly onEpisodes?: (numEpisodes: number, total: number) => void;
  readonly onMetrics?: TrainingEvents['onMetrics'];
}

/** Share of examples in which the detector is asked for another thing than the episode's, and of these for one in view. */
const OTHER_THING = 0.6;
const IN_VIEW = 0.6;

/**
 * Teaches a policy on top of a frozen world model to do what words ask, in rounds: lessons in training houses, first with
 * the teacher acting, then the learner itself; after each round it trains on all lessons so far.
 *
 * @throws UsageError when `from` holds no world model, or `out` a run already.
 */
export async function finetune(options: FinetuneOptions): Promise<{ numLessons: number }> {
  const { seed, preset, fraction, signal } = options;
  const { rounds, batchSize, learningRate, length, numEnvs } = FINETUNE_PRESETS[preset];
  const { backend } = await openTf();
  const pretrained = await new RunFolder(options.from).readModel();
  const worldModel = createWorldModel(pretrained, options.from);
  const record = { kind: 'policy', task: 'objectnav', preset, seed, fraction, model: worldModel.config };
  const run = await RunFolder.open(options.out, { ...record, from: options.from, backend }, options.resume ?? false);
  const rng = new Rng(`${seed}/finetune`);
  const policy = new Policy(worldModel, new Parameters(rng.child('weights')));
  const numSteps = rounds.reduce((sum, round) => sum + round.numSteps, 0);
  const trainer = new Trainer<PolicyBatch>(policy, run, { numSteps, learningRate });
  const resumeAt = options.resume ? Number((await run.readTraining()).record.step) : 0;
  const saveModel = async (step: number): Promise<void> => {
    const own = await policy.parameters.read(POLICY_PREFIX);
    await run.writeModel({
      record: { ...record, step },
      weights: new Map([...(await worldModel.parameters.read()), ...own]),
    });
  };
  const { episodes, library, gpu } = options;
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const env = await VectorEnv.create({ numEnvs, episodes, library, gpu, sensors, layout: 'targets' });
  const lessons: Lesson[] = [];
  const totals = rounds.map((round) => Math.max(1, Math.round(round.numEpisodes * fraction)));
  const total = totals.reduce((sum, count) => sum + count, 0);
  let taught = 0;
  let end = 0;
  try {
    for (const [index, { trust, noise, numSteps: roundSteps }] of rounds.entries()) {
      // In the first round the learner sees with the teacher's eyes.
      const learner = index === 0 ? null : policy;
      if (learner && resumeAt > 0) policy.parameters.load((await run.readRound(index)).weights);
      for (const last = taught + totals[index]; taught < last && !signal?.aborted;) {
        const seeds = Array.from({ length: Math.min(numEnvs, last - taught) }, (_, i) =>
          episodeSeed(seed, 'train', taught + i),
        );
        const lived = { env, seeds, policy: learner, trust, noise, length, rng: rng.child('lessons') };
        lessons.push(...(await giveLessons(lived)));
        taught += seeds.length;
        options.onEpisodes?.(taught, total);
      }
      end += roundSteps;
      if (signal?.aborted && trainer.step === 0) break;
      if (end <= resumeAt) continue;
      if (resumeAt > trainer.step) await trainer.resume();
      const sample = (step: number): PolicyBatch =>
        drawBatch(lessons, rng.child('batch').child(step), batchSize, worldModel.config.size);
      await trainer.train(sample, { until: end, signal, onMetrics: options.onMetrics, onSave: saveModel });
      if (signal?.aborted) break;
      await run.writeRound(index + 1, { record: { step: end }, weights: await policy.parameters.read() });
    }
    return { numLessons: lessons.length };
  } finally {
    await env.close();
    trainer.dispose();
    policy.parameters.dispose();
    worldModel.parameters.dispose();
  }
}

/** Lessons at random; some ask the detector for another thing than the episode did, so that it learns to heed the words. */
function drawBatch(lessons: readonly Lesson[], rng: Rng, batchSize: number, size: number): PolicyBatch {
  const frame = size * size * 3;
  const squares = BELIEF_SIDE * BELIEF_SIDE;
  const batch = {
    size,
    frames: new Uint8Array(batchSize * frame),
    texts: new Float32Array(batchSize * INSTRUCTION_LENGTH),
    seen: new Float32Array(batchSize * squares),
    states: new Float32Array(batchSize * STATE_LENGTH),
    actions: new Uint8Array(batchSize),
  };
  for (let row = 0; row < batchSize; row++) {
    const lesson = rng.pick(lessons);
    const { goal, instruction } = rng.chance(OTHER_THING) ? askForAnother(lesson, rng) : lesson;
    batch.frames.set(lesson.frame, row * frame);
    batch.texts.set(encodeInstruction(instruction), row * INSTRUCTION_LENGTH);
    batch.seen.set(squaresShowing(lesson.semantic, size, size, goal), row * squares);
    lesson.state.forEach((value, i) => (batch.states[row * STATE_LENGTH + i] = value / 127));
    batch.actions[row] = lesson.action;
  }
  return batch;
}

const GOAL_IDS: ReadonlySet<number> = new Set(GOAL_CATEGORIES.map(categoryId));

function askForAnother({ semantic }: Lesson, rng: Rng): { goal: number; instruction: string } {
  const visible = [...new Set(semantic)].filter((id) => GOAL_IDS.has(id)).sort((a, b) => a - b);
  const isInView = visible.length > 0 && rng.chance(IN_VIEW);
  const category = isInView ? CATEGORIES[rng.pick(visible)] : rng.pick(GOAL_CATEGORIES);
  return { goal: categoryId(category), instruction: askForObject(category, rng) };
}
