import { ACTIONS, type Action } from '../env.ts';

/** AI2-THOR's names of the navigation actions; the index is the `Action`. */
export const MOTION_NAMES = ['Stop', 'MoveAhead', 'RotateLeft', 'RotateRight', 'LookUp', 'LookDown'] as const;
/** One of `MOTION_NAMES`. */
export type MotionName = (typeof MOTION_NAMES)[number];

/** What can be done with a thing, named as in AI2-THOR. */
export const OBJECT_ACTIONS = ['Open', 'Close', 'PickUp', 'Put', 'Drop', 'Push', 'ToggleOn', 'ToggleOff'] as const;
/** One of `OBJECT_ACTIONS`. */
export type ObjectActionName = (typeof OBJECT_ACTIONS)[number];

/** The fastest an agent moves by velocity: metres and radians per second. */
export const MAX_VELOCITY = { linear: 1, angular: Math.PI } as const;

/** One thing to do to one thing. */
export interface ObjectAction {
  readonly action: ObjectActionName;
  /**
   * The id of an object or door; `id/part` for one part of an object; or a category, which means the nearest of its kind
   * within reach. `Put` names the receptacle. `Drop` lets go of whatever is held, so its target may be ''.
   */
  readonly target: string;
}

/** A quarter of a second at a steady speed along the heading (negative goes backwards) while turning. */
export interface VelocityAction {
  readonly action: 'Velocity';
  /** Metres per second, at most `MAX_VELOCITY.linear` either way. */
  readonly linear: number;
  /** Radians per second, counter-clockwise positive, at most `MAX_VELOCITY.angular` either way. */
  readonly angular: number;
}

/** Anything an agent can be told to do in one step. */
export type Command = Action | { readonly action: MotionName } | ObjectAction | VelocityAction;

/** A command in its one canonical form: navigation by number. */
export type ResolvedCommand = Action | ObjectAction | VelocityAction;

/**
 * Checks a command and names navigation by number. Whether it can be done here and now is for the world to say.
 *
 * @throws RangeError for what is no command
 */
export function resolveCommand(command: Command): ResolvedCommand {
  if (typeof command === 'number') {
    if (ACTIONS[command] !== undefined) return command;
    const known = ACTIONS.map((name, id) => `${id} ${name}`).join(', ');
    throw new RangeError(`step: ${command} is no action; use one of ${known}.`);
  }
  if (isMotion(command)) return MOTION_NAMES.indexOf(command.action);
  if (command.action === 'Velocity') return checkVelocity(command);
  if (OBJECT_ACTIONS.includes(command.action) && typeof command.target === 'string') return command;
  const known = [...MOTION_NAMES, ...OBJECT_ACTIONS, 'Velocity'].join(', ');
  throw new RangeError(`step: ${JSON.stringify(command)} is no command; use one of ${known}, with its target.`);
}

/** Whether a command is done with the hands; all others move the agent. */
export function isObjectAction(command: ResolvedCommand): command is ObjectAction {
  return typeof command !== 'number' && command.action !== 'Velocity';
}

function isMotion(command: Exclude<Command, Action>): command is { readonly action: MotionName } {
  return MOTION_NAMES.some((name) => name === command.action);
}

function checkVelocity(command: VelocityAction): VelocityAction {
  const { linear, angular } = MAX_VELOCITY;
  if (Math.abs(command.linear) <= linear && Math.abs(command.angular) <= angular) return command;
  const given = `${command.linear} m/s and ${command.angular} rad/s`;
  throw new RangeError(`step: Velocity of ${given} is out of range; stay within ${linear} m/s and pi rad/s.`);
}
