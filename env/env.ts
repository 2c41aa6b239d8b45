import type { Command } from './interaction/actions.ts';
import type { Pose, Vec3 } from './geometry.ts';
import type { House, RoomType } from './house.ts';
import type { Measures } from './measures.ts';
import type { BoundingBox } from './sensors/bounding-boxes.ts';
import type { Reading } from './sensors/sensor.ts';

/** The discrete actions, index = Habitat's action id (habitat-lab `HabitatSimActions`). */
export const ACTIONS = ['stop', 'move_forward', 'turn_left', 'turn_right', 'look_up', 'look_down'] as const;
/** One of `ACTIONS`. */
export type ActionName = (typeof ACTIONS)[number];
/** Index into `ACTIONS`. */
export type Action = number;
/** Says that the task is done where the agent stands; ends the episode. */
export const STOP = 0;
/** One step ahead, `AgentBody.stepLength`. */
export const MOVE_FORWARD = 1;
/** Turns by `AgentBody.turnAngle`, counter-clockwise seen from above. */
export const TURN_LEFT = 2;
/** Turns by `AgentBody.turnAngle`, clockwise seen from above. */
export const TURN_RIGHT = 3;
/** Tilts the head up by `AgentBody.tiltAngle`. */
export const LOOK_UP = 4;
/** Tilts the head down by `AgentBody.tiltAngle`. */
export const LOOK_DOWN = 5;

/** Who lives in a house: its shape, its eye and the size of its steps; metres and radians. */
export interface AgentBody {
  readonly radius: number;
  readonly height: number;
  /** Of the eye above the floor. */
  readonly cameraHeight: number;
  readonly stepLength: number;
  /** A whole number of turns makes a round. */
  readonly turnAngle: number;
  readonly tiltAngle: number;
  /** The head tilts no further than this, up or down. */
  readonly maxPitch: number;
}

/** Habitat ObjectNav challenge 2020 to 2022 (habitat-challenge, challenge_objectnav2022.local.rgbd.yaml). */
export const AGENT: AgentBody = {
  radius: 0.18,
  height: 0.88,
  cameraHeight: 0.88,
  stepLength: 0.25,
  turnAngle: Math.PI / 6,
  tiltAngle: Math.PI / 6,
  maxPitch: Math.PI / 6,
};

/** The pictures that can be asked for; `Frame` says what each holds. */
export const SENSORS = ['rgb', 'depth', 'semantic', 'instance', 'normal'] as const;
/** One of `SENSORS`. */
export type SensorName = (typeof SENSORS)[number];

/** How a house moves: `rigid` simulates every body; `kinematic` moves those who walk, for pure navigation, and much faster. */
export const PHYSICS_LEVELS = ['rigid', 'kinematic'] as const;
/** One of `PHYSICS_LEVELS`. */
export type PhysicsLevel = (typeof PHYSICS_LEVELS)[number];

/** The camera that all pictures are taken with. */
export interface CameraOptions {
  readonly width: number;
  readonly height: number;
  /** Horizontal field of view, degrees. */
  readonly hfovDeg: number;
}

/** The usual camera; its field of view is that of Habitat's ObjectNav challenges. */
export const CAMERA_DEFAULTS: Required<CameraOptions> = { width: 64, height: 64, hfovDeg: 79 };

/** What one camera sees. Row-major, top row first; a channel that was not asked for is absent. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** (H, W, 3) sRGB. */
  readonly rgb?: Uint8Array;
  /** (H, W) metres along the camera axis; 0 where nothing is. */
  readonly depth?: Float32Array;
  /** (H, W) index into `CATEGORIES`. */
  readonly semantic?: Uint16Array;
  /** (H, W) 0 nothing, else 1 + the index of the thing in the scene's `things`. */
  readonly instance?: Uint16Array;
  /** (H, W, 3) unit surface normals times 127 in the camera's frame: x right, y up, z towards the viewer; 0 0 0 where nothing is. */
  readonly normal?: Int8Array;
}

/** All an agent may know. No field holds privileged state. */
export interface Observation extends Frame {
  /** What is asked, in words. */
  readonly instruction: string;
  /** Category asked for (ObjectNav), index into `CATEGORIES`; -1 when the task names none. */
  readonly objectGoal: number;
  /** Distance in metres and bearing in radians (positive left) to the goal, in the agent's frame (PointNav); null when the task gives none. */
  readonly pointGoal: readonly [distance: number, bearing: number] | null;
  /** Noiseless odometry in the start frame, metres: forward and right of the start pose is (x > 0 forward, y > 0 left) as Habitat's [-z, -x]. */
  readonly gps: readonly [forward: number, left: number];
  /** Heading relative to the start heading, radians, counter-clockwise positive. */
  readonly compass: number;
  /** Camera pitch, radians, positive looks up. */
  readonly pitch: number;
  /** The last action ended against an obstacle. */
  readonly collided: boolean;
  /** Why the last command could not be done, in one sentence; null when it was done. What is refused changes nothing. */
  readonly error: string | null;
  /** Category of what the agent carries, or null. */
  readonly held: string | null;
  /** Actions taken so far in this episode. */
  readonly step: number;
  /** ImageNav: (H, W, 3) sRGB, seen from the goal; absent where no colour is drawn. */
  readonly imageGoal?: Uint8Array;
  /** What of the house is in the picture; absent where the suite has no boxes. */
  readonly boxes?: readonly BoundingBox[];
  /** (side, side) of `MAP_CELL`, see `LocalMap`; absent where the suite has no map. */
  readonly map?: Uint8Array;
  /** What sensors of one's own read, by their names; absent where the suite has none. */
  readonly readings?: Readonly<Record<string, Reading>>;
}

/** What a reset or a step led to, in Gymnasium's words. */
export interface StepResult {
  readonly observation: Observation;
  readonly reward: number;
  /** The task ended: the agent said stop. */
  readonly terminated: boolean;
  /** The step limit cut the episode. */
  readonly truncated: boolean;
  readonly measures: Measures;
  /** Autoreset `same-step`: how the episode ended that made room for the one observed. */
  readonly final?: FinalResult;
  /**
   * Why there is no episode any more: its source, its house or a step failed. The observation is blank, the episode
   * counts as truncated, and a reset begins another.
   */
  readonly failure?: string;
}

/** The last result of an episode that ended. */
export interface FinalResult extends StepResult {
  /** Of the whole episode; null when it failed. */
  readonly traceHash: string | null;
}

/** What holds in an episode. */
export interface EpisodeRules {
  /** How near to a goal stop must be said, metres; nearer, not as near. */
  readonly successDistance: number;
  /** Actions after which the episode is cut. */
  readonly stepLimit: number;
  readonly agent: AgentBody;
  /** How far steps and turns miss, as a multiple of LoCoBot's error (`addActuationNoise`); they are exact when left out. */
  readonly actuationNoise?: number;
  /** Who walks into something at an angle goes on along it (Habitat's `allow_sliding`), at the kinematic level; they stop when left out. */
  readonly sliding?: boolean;
}

/** One of several things to find, in order. */
export interface SubGoal {
  /** The category to find. */
  readonly category: string;
  /** Where being counts as reached. */
  readonly goals: readonly Vec3[];
  /** Geodesic distance from the sub-goal before, metres. */
  readonly geodesicDistance: number;
}

/** What is to be carried where, by object id. */
export interface Errand {
  readonly object: string;
  readonly receptacle: string;
}

/** What is asked, and of whom: everything needed to run one episode again. */
export interface EpisodeSpec {
  /** Seed path, for example `1/val/episode-3`. */
  readonly seed: string;
  /** Seed path of the house, for example `val/17`, or a file name. */
  readonly house: string;
  /** `Task.name`: one of `TASKS`, or a task of one's own. */
  readonly task: string;
  readonly start: Pose;
  readonly instruction: string;
  /** ObjectNav, InstanceNav: the category asked for. */
  readonly category: string | null;
  /** Where being counts as reached: viewpoints (ObjectNav), a room's floor (RoomNav), or the goal itself (PointNav). */
  readonly goals: readonly Vec3[];
  /** Geodesic distance from the start over all that is asked, metres. */
  readonly geodesicDistance: number;
  /** ImageNav: where the goal's picture is taken from. */
  readonly goalView?: Pose;
  /** InstanceNav: the one object meant, by id. */
  readonly target?: string;
  /** RoomNav: the kind of room. */
  readonly room?: RoomType;
  /** MultiON: what to find after one another. Fetch: the thing, then its place. */
  readonly subGoals?: readonly SubGoal[];
  /** Fetch: what goes where. */
  readonly errand?: Errand;
  /** How many people live in the house besides its agents; none when left out. */
  readonly residents?: number;
  /** The task's own, and those of `AGENT`, when left out. */
  readonly rules?: EpisodeRules;
}

/** Gymnasium's contract, asynchronous because frames come from a GPU. */
export interface Env {
  /** Starts the episode named by the seed; the same seed gives the same bits. */
  reset(seed: string): Promise<StepResult>;
  /** @throws RangeError for what is no command (see `resolveCommand`); Error after the episode ended. */
  step(command: Command): Promise<StepResult>;
  /** State hash of the episode so far. */
  readonly traceHash: string;
  readonly house: House;
  readonly episode: EpisodeSpec;
  /** Frees all that the environment holds. */
  close(): Promise<void>;
}

/** Acts on observations alone; baselines, learned policies and planners are all this. Most only navigate. */
export interface Agent<C extends Command = Action> {
  readonly name: string;
  /** Sensors it needs rendered; an agent that needs none runs without a GPU. */
  readonly sensors: readonly SensorName[];
  /** A new episode begins; `seed` is the episode's seed path, for the agent's own randomness. */
  reset(seed: string): void | Promise<void>;
  /** Chooses what to do, given what is seen now. */
  act(observation: Observation): C | Promise<C>;
}
