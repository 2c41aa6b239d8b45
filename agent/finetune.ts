import { categoryId } from '../env/categories.ts';
import { type EpisodeSource, episodeSeed } from '../env/episode.ts';
import type { Gpu } from '../env/gpu.ts';
import { askForObject } from '../env/tasks/instructions.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { Rng } from '../env/random.ts';
import { GOAL_CATEGORIES } from '../env/tasks/objectnav.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { openTf } from './backend.ts';
import { BELIEF_SIDE, sharesOf } from './beliefs.ts';
import { type Glance, mirror, takeGlances } from './glances.ts';
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
  /** Share of the preset's episodes and glances: how little teaching is enough. */
  readonly fraction: number;
  /** Goes on with the run in `out`: lives through its lessons again, then trains on from its checkpoint. */
  readonly resume?: boolean;
  readonly episodes: EpisodeSource;
  readonly houseForSeed: (path: string) => House;
  readonly library: ModelLibrary;
  readonly gpu: Gpu;
  readonly signal?: AbortSignal;
  readonly onEpisodes?: (numEpisodes: number, total: number) => void;
  readonly onMetrics?: TrainingEvents['onMetrics'];
}

/** Glances in a batch, half of them from lessons, and decisions. */
const NUM_GLANCES = 16;
const NUM_DECISIONS = 64;

/**
 * Teaches a policy on top of a frozen world model to do what words ask: glances around many training houses show it things
 * and their names; then come rounds of lessons, first with the teacher acting, then the learner itself. After each round it
 * trains on all glances and lessons so far.
 *
 * @throws UsageError when `from` holds no world model, or `out` a run already.
 */
export async function finetune(options: FinetuneOptions): Promise<{ numLessons: number }> {
  const { seed, preset, fraction, signal } = options;
  const { numHouses, rounds, learningRate, length, numEnvs } = FINETUNE_PRESETS[preset];
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
  const { episodes, houseForSeed, library, gpu } = options;
  const { size } = worldModel.config;
  const looked = { numHouses: Math.max(1, Math.round(numHouses * fraction)), size, rng: rng.child('glances') };
  const around = await takeGlances({ ...looked, houseForSeed, library, gpu, signal });
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const env = await VectorEnv.create({ numEnvs, episodes, library, gpu, sensors, layout: 'targets' });
  const lessons: Lesson[] = [];
  const onTheWay: Glance[] = [];
  const totals = rounds.map((round) => Math.max(1, Math.round(round.numEpisodes * fraction)));
  const total = totals.reduce((sum, count) => sum + count, 0);
  let taught = 0;
  let end = 0;
  try {
    for (const [index, { trust, noise, numSteps: roundSteps }] of rounds.entries()) {
      // In the first round the learner sees by the semantic sensor.
      const learner = index === 0 ? null : policy;
      if (learner && resumeAt > 0) policy.parameters.load((await run.readRound(index)).weights);
      for (const last = taught + totals[index]; taught < last && !signal?.aborted;) {
        const seeds = Array.from({ length: Math.min(numEnvs, last - taught) }, (_, i) =>
          episodeSeed(seed, 'train', taught + i),
        );
        const lived = { env, seeds, policy: learner, trust, noise, length, rng: rng.child('lessons') };
        const given = await giveLessons(lived);
        lessons.push(...given.lessons);
        onTheWay.push(...given.glances);
        taught += seeds.length;
        options.onEpisodes?.(taught, total);
      }
      end += roundSteps;
      if (signal?.aborted && trainer.step === 0) break;
      if (end <= resumeAt) continue;
      if (resumeAt > trainer.step) await trainer.resume();
      const sample = (step: number): PolicyBatch =>
        drawBatch(lessons, [around, onTheWay], rng.child('batch').child(step));
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

const GOAL_IDS = GOAL_CATEGORIES.map(categoryId);

/** Lessons at random, glances at random from each collection in turn, and words for everything that can be asked for. */
function drawBatch(lessons: readonly Lesson[], collections: readonly (readonly Glance[])[], rng: Rng): PolicyBatch {
  const squares = BELIEF_SIDE * BELIEF_SIDE;
  const shares = new Float32Array(NUM_GLANCES * squares * GOAL_IDS.length);
  const sights = Array.from({ length: NUM_GLANCES }, (_, row) => {
    const drawn = rng.pick(collections[row % collections.length]);
    const glance = rng.chance(0.5) ? mirror(drawn) : drawn;
    const { semantic, size } = glance;
    shares.set(sharesOf(semantic, size, size, GOAL_IDS), row * squares * GOAL_IDS.length);
    return glance;
  });
  const texts = new Float32Array(GOAL_IDS.length * INSTRUCTION_LENGTH);
  GOAL_CATEGORIES.forEach((category, place) => {
    texts.set(encodeInstruction(askForObject(category, rng)), place * INSTRUCTION_LENGTH);
  });
  const states = new Float32Array(NUM_DECISIONS * STATE_LENGTH);
  const actions = new Uint8Array(NUM_DECISIONS);
  for (let row = 0; row < NUM_DECISIONS; row++) {
    const { state, action } = rng.pick(lessons);
    state.forEach((value, i) => (states[row * STATE_LENGTH + i] = value / 127));
    actions[row] = action;
  }
  return { sights, texts, shares, states, actions };
}
