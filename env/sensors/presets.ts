import { AGENT, type AgentBody, type EpisodeRules } from '../env.ts';
import type { SensorSuite } from './sensor-suite.ts';
import type { TaskName } from '../tasks.ts';

/** The settings of one challenge or benchmark of the field: what is asked, of whom, with which senses. */
export interface Preset {
  readonly task: TaskName;
  readonly rules: EpisodeRules;
  readonly suite: SensorSuite;
}

const DEGREE = Math.PI / 180;

/** Stretch, of the challenge of 2023; its velocity control is every agent's, beside the steps given here. */
const STRETCH: AgentBody = { ...AGENT, radius: 0.17, height: 1.41, cameraHeight: 1.31 };

/** habitat-lab default_structured_configs.py. */
const LAB_AGENT: AgentBody = {
  radius: 0.1,
  height: 1.5,
  cameraHeight: 1.25,
  stepLength: 0.25,
  turnAngle: 10 * DEGREE,
  tiltAngle: 15 * DEGREE,
  maxPitch: 60 * DEGREE,
};

/** habitat-challenge challenge_objectnav2020.local.rgbd.yaml and challenge_objectnav2022.local.rgbd.yaml. */
const OBJECTNAV: Preset = {
  task: 'objectnav',
  rules: { successDistance: 0.1, stepLimit: 500, agent: AGENT },
  suite: {
    sensors: ['rgb', 'depth'],
    camera: { width: 640, height: 480, hfovDeg: 79 },
    depthRange: [0.5, 5],
  },
};

const STRETCH_CAMERA: SensorSuite = {
  sensors: ['rgb', 'depth'],
  camera: { width: 480, height: 640, hfovDeg: 42 },
  depthRange: [0.5, 5],
};

/** habitat-lab config/benchmark/nav: 256 by 256 pixels and depth to 10 m. */
const LAB_CAMERA: SensorSuite = {
  sensors: ['rgb', 'depth'],
  camera: { width: 256, height: 256, hfovDeg: 90 },
  depthRange: [0, 10],
};

/**
 * Challenge settings by name. Where the originals limit seconds on the wall clock (2023), as many actions are the limit
 * here, so that no result depends on the machine.
 */
export const PRESETS = {
  'habitat-objectnav-2020': OBJECTNAV,
  'habitat-objectnav-2021': OBJECTNAV,
  'habitat-objectnav-2022': OBJECTNAV,
  /** habitat-challenge configs/benchmark/nav/objectnav/objectnav_v2_hm3d_stretch_challenge.yaml. */
  'habitat-objectnav-2023': {
    ...OBJECTNAV,
    rules: { ...OBJECTNAV.rules, agent: STRETCH },
    suite: STRETCH_CAMERA,
  },
  /** habitat-challenge configs/benchmark/nav/imagenav/imagenav_hm3d_v3_challenge.yaml; one camera for colour and depth. */
  'habitat-imagenav-2023': {
    task: 'imagenav',
    rules: { successDistance: 0.1, stepLimit: 1000, agent: STRETCH },
    suite: STRETCH_CAMERA,
  },
  /** habitat-challenge challenge_pointnav2020.local.rgbd.yaml. */
  'habitat-pointnav-2020': {
    task: 'pointnav',
    rules: { successDistance: 0.36, stepLimit: 500, agent: AGENT, actuationNoise: 0.5 },
    suite: {
      sensors: ['rgb', 'depth'],
      camera: { width: 640, height: 360, hfovDeg: 70 },
      depthRange: [0.1, 10],
      odometry: false,
      noise: { rgb: 0.1, depth: 1 },
    },
  },
  /** habitat-lab benchmark/nav/pointnav/pointnav_gibson.yaml. */
  'habitat-pointnav-gibson': {
    task: 'pointnav',
    rules: { successDistance: 0.2, stepLimit: 500, agent: LAB_AGENT },
    suite: LAB_CAMERA,
  },
  /** habitat-lab benchmark/nav/imagenav/imagenav_gibson.yaml. */
  'habitat-imagenav-gibson': {
    task: 'imagenav',
    rules: { successDistance: 0.2, stepLimit: 1000, agent: LAB_AGENT },
    suite: LAB_CAMERA,
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
