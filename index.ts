/**
 * oikos, a world to learn from: furnished homes with physics, agents that see and act in them, and evaluations that
 * anybody can repeat to the last bit.
 *
 * `makeEnv` and `makeVectorEnv` give environments, `generateHouse` gives houses, `evaluate` measures agents. A task, a
 * sensor, a house and an agent of one's own are plain objects: see `Task`, `Sensor`, `House` and `Agent`, and `examples/`.
 *
 * @packageDocumentation
 */
export {
  MAKE_ENV_DEFAULTS,
  type MakeEnvOptions,
  type MakeVectorEnvOptions,
  makeEnv,
  makeVectorEnv,
} from './scenes/make-env.ts';

export type { Asset, AssetTable } from './scenes/assets.ts';
export type { GenerateHouseOptions } from './scenes/generate-house.ts';
export { readHouseFile } from './scenes/house-file.ts';
export { houseForSeed as generateHouse } from './scenes/house-source.ts';
export { library } from './scenes/library.ts';
export { OBJECT_STYLES, type ObjectStyle } from './scenes/object-styles.ts';
export { writeProcthor } from './scenes/procthor.ts';
export { validateHouse } from './scenes/validate-house.ts';
export { IDENTITY, yawQuat } from './env/geometry.ts';
export type { Color, Pose, Quat, Vec2, Vec3 } from './env/geometry.ts';
export { ROOM_TYPES, TEXTURES, TIMES_OF_DAY } from './env/house.ts';
export type {
  Door,
  Hole,
  House,
  HouseObject,
  Light,
  Person,
  Room,
  RoomType,
  Surface,
  TextureName,
  TimeOfDay,
  Wall,
  Window,
} from './env/house.ts';
export type { ColliderBox, Model, ModelLibrary, ModelPart } from './env/model.ts';
export type { Stage, StageBox, StagePart } from './env/stage.ts';

export {
  ACTIONS,
  AGENT,
  CAMERA_DEFAULTS,
  LOOK_DOWN,
  LOOK_UP,
  MOVE_FORWARD,
  PHYSICS_LEVELS,
  SENSORS,
  STOP,
  TURN_LEFT,
  TURN_RIGHT,
} from './env/env.ts';
export type {
  Action,
  ActionName,
  Agent,
  AgentBody,
  CameraOptions,
  Env,
  EpisodeRules,
  EpisodeSpec,
  Errand,
  FinalResult,
  Frame,
  Observation,
  PhysicsLevel,
  SensorName,
  StepResult,
  SubGoal,
} from './env/env.ts';
export { type CheckEnvOptions, checkEnv } from './env/check-env.ts';
export { type EpisodeSource, type GeneratedEpisode, SPLITS, type SplitName, episodeSeed } from './env/episode.ts';
export { UsageError } from './env/errors.ts';
export { GPU_DRIVERS, type Gpu, type GpuDriver, closeGpu, openGpu } from './env/gpu.ts';
export type { HouseEnv } from './env/house-env.ts';
export { MOTION_NAMES, OBJECT_ACTIONS } from './env/interaction/actions.ts';
export type {
  Command,
  MotionName,
  ObjectAction,
  ObjectActionName,
  ResolvedCommand,
  VelocityAction,
} from './env/interaction/actions.ts';
export type { Measures, NavigationMeasures, TaskMeasures } from './env/measures.ts';
export type { RecordedEpisode } from './env/recorded-episode.ts';
export { Rng } from './env/random.ts';
export type { Activity } from './env/people/resident.ts';
export type { ResidentState } from './env/people/residents.ts';
export type { RenderLayout } from './env/rendering/renderer.ts';
export { AUTORESET_MODES, type AutoresetMode, type NextSeed, countUp } from './env/vector/autoreset.ts';
export type { EnvView } from './env/vector/env-view.ts';
export type { StartedWorld } from './env/vector/world-host.ts';
export type { WorldSource, WorldSupply } from './env/vector/world-source.ts';
export type { VectorEnv, VectorEnvOptions } from './env/vector-env.ts';
export type { Outcome, World } from './env/world.ts';

export type { BoundingBox } from './env/sensors/bounding-boxes.ts';
export type { LocalMapOptions } from './env/sensors/local-map.ts';
export type { Proprioception } from './env/sensors/sensor-rig.ts';
export type { Reading, ReadingType, Sensor } from './env/sensors/sensor.ts';
export { SUITES, type SensorNoise, type SensorSuite } from './env/sensors/sensor-suite.ts';

export type { NavMesh } from './env/navigation/navigation.ts';
export { walkToGoal } from './env/navigation/route.ts';
export { drawStart } from './env/navigation/starts.ts';
export { TASKS, type TaskName, taskNamed } from './env/tasks.ts';
export { GoalTrial } from './env/tasks/goal-trial.ts';
export type { GoalSense, Oracle, Proposal, Proposer, Site, Tally, Task, TaskRules, Trial } from './env/tasks/task.ts';

export { type EvaluateOptions, type GivenEpisodes, evaluate } from './agent/evaluate.ts';
export type { EpisodeRow, EvaluationReport, ReportedMeasures, RoomsReport } from './agent/evaluation-report.ts';
export type { Estimate } from './agent/statistics.ts';
export { type AgentMaker, BASELINES, type OpenMaker, type PrivilegedMaker, makeAgent } from './agent/make-agent.ts';
