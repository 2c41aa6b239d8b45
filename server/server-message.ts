import { z } from 'zod';
import { ACTIONS, PHYSICS_LEVELS } from '../env/env.ts';
import { episodeSpec } from '../env/episode-schema.ts';
import type { EpisodeSpec } from '../env/env.ts';
import type { House } from '../env/house.ts';
import type { Measures } from '../env/measures.ts';
import { batchMessages } from './batch-message.ts';
import { bin, map, unbounded } from './binary-schema.ts';
import { episodeRequest } from './client-message.ts';

const number = z.number();
const count = z.int().min(0);
const pose = z.object({ position: z.tuple([number, number, number]).readonly(), yaw: number, pitch: number });
const measures = map<Measures>('success, spl, softSpl, distanceToGoal, collisions, steps, and the task’s own');

/** How an episode ended, in one word: `wrong-stop` is a stop away from the goal, `stuck` time spent against obstacles. */
export const OUTCOMES = ['success', 'wrong-stop', 'out-of-time', 'stuck', 'unknown'] as const;

const recordedAs = z.object({
  /** Folder of the recordings it lies in. */
  run: z.string(),
  /** Its file there. */
  episode: z.string(),
});

const boundingBox = z.object({
  /** One number a thing, the same from frame to frame. */
  instance: count,
  /** Index into CATEGORIES. */
  category: count,
  /** Pixel columns and rows it covers; x1 and y1 are the first beyond it. */
  x0: count,
  y0: count,
  x1: count,
  y1: count,
  /** How many pixels show it. */
  pixels: count,
});

const predictedFrame = z.object({
  width: count,
  height: count,
  rgb: bin('uint8 (H, W, 3), sRGB'),
  /** Against the frame that came, decibels. */
  psnr: unbounded(),
});

const episodeRow = z.object({
  episode: z.string(),
  agent: z.string(),
  task: z.string(),
  seed: z.string(),
  house: z.string(),
  instruction: z.string(),
  steps: count,
  outcome: z.enum(OUTCOMES),
  /** Null where the file does not tell them. */
  measures: measures.nullable(),
  traceHash: z.string(),
});

/** The messages a watcher hears. */
const watchMessages = [
  /** First answer to `hello`. */
  z.object({
    type: z.literal('welcome'),
    version: count,
    agents: z.array(z.object({ name: z.string(), about: z.string() })),
    /** What a page starts with by itself. */
    request: episodeRequest,
    stepsPerSecond: number,
    /** Opens this session again with `hello.resume`, until it has been without a connection for a minute. */
    resume: z.string(),
    /** This is the session that was asked for; what it shows follows. */
    resumed: z.boolean(),
    /** Episodes can be recorded here, and recorded ones replayed. */
    recordings: z.boolean(),
    /** Categories an instruction may name. */
    goals: z.array(z.string()),
    /** All categories, by semantic id. */
    categories: z.array(z.string()),
  }),
  /** The house of the coming episode. */
  z.object({ type: z.literal('house'), house: map<House>('the House of env/house.ts') }),
  /** An episode began; what only a watcher may know is in it, the agent never sees it. */
  z.object({
    type: z.literal('episode'),
    /** What was asked for; null for a recorded episode. */
    request: episodeRequest.nullable(),
    recorded: recordedAs.extend({ agent: z.string(), steps: count }).nullable(),
    episode: episodeSpec as unknown as z.ZodType<EpisodeSpec>,
    level: z.enum(PHYSICS_LEVELS),
  }),
  /** The whole state after a reset or a step: a lost one is made good by the next. */
  z.object({
    type: z.literal('state'),
    step: count,
    /** The action that led here; null after a reset. */
    action: z
      .int()
      .min(0)
      .max(ACTIONS.length - 1)
      .nullable(),
    /** Who chose it. */
    actor: z.enum(['agent', 'person']).nullable(),
    /** (A) of the agent's choice over `ACTIONS`; null when it gives none. */
    probabilities: z.array(number).readonly().nullable(),
    pose,
    movables: bin('float32 (M, 7): x y z qx qy qz qw in the order of listMovables(house)'),
    switches: bin('uint8 (numObjects): 1 on, 0 off'),
    /** The shortest way from here to the goal; empty where there is none. */
    path: bin('float32 (K, 2): x z of its corners'),
    explored: z
      .object({
        /** Side of a cell, metres. */
        cell: number,
        /** x and z of the corner of cell 0. */
        origin: z.tuple([number, number]),
        width: count,
        height: count,
        seen: bin('uint8 (height, width): 1 where the floor was seen; rows along z, columns along x'),
      })
      .nullable(),
    measures,
    reward: number,
    collided: z.boolean(),
    /** Why the action could not be done, in one sentence; null when it was done. */
    error: z.string().nullable(),
    /** Category of what the agent carries. */
    held: z.string().nullable(),
    terminated: z.boolean(),
    truncated: z.boolean(),
    /** Messages this client was too slow for, so far. */
    dropped: count,
  }),
  /** What the agent sees after the same step. Row-major, top row first. */
  z.object({
    type: z.literal('frames'),
    step: count,
    width: count,
    height: count,
    rgb: bin('uint8 (H, W, 3), sRGB'),
    depth: bin('uint16 (H, W), millimetres along the camera axis; 0 where nothing is'),
    semantic: bin('uint8 (H, W), index into CATEGORIES'),
    /** 2D boxes of the things in the picture; null where none are told. */
    boxes: z.array(boundingBox).readonly().nullable(),
    /** What the agent's model had expected to see now; null when it predicts nothing. */
    predicted: predictedFrame.nullable(),
  }),
  /** Whether the agent runs by itself, and how fast. */
  z.object({ type: z.literal('playback'), playing: z.boolean(), stepsPerSecond: number }),
  /** The episode ended. */
  z.object({
    type: z.literal('ended'),
    /** `stop`: the agent said so; `limit`: the step limit cut it; `record`: the recording has no more actions. */
    reason: z.enum(['stop', 'limit', 'record']),
    measures,
    traceHash: z.string(),
    /** Replay: every state was the recorded one; else null. */
    matches: z.boolean().nullable(),
  }),
  /** Whether episodes are being recorded. */
  z.object({ type: z.literal('recording'), on: z.boolean(), run: z.string().nullable(), saved: count }),
  /** The recorded episodes that can be replayed, newest run first. */
  z.object({
    type: z.literal('recordings'),
    runs: z.array(z.object({ run: z.string(), episodes: z.array(episodeRow) })),
    /** How many more there are than are listed. */
    leftOut: count,
  }),
  /** Something could not be done; one sentence that says what and what to do. */
  z.object({
    type: z.literal('error'),
    message: z.string(),
    /** The request this answers; null where it had none. */
    id: count.nullable(),
  }),
] as const;

/** What the server says. */
export const serverMessage = z.discriminatedUnion('type', [...watchMessages, ...batchMessages]);
export type ServerMessage = z.output<typeof serverMessage>;
