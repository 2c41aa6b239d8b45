import type { VelocityAction } from '../interaction/actions.ts';
import { type Action, type AgentBody, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../env.ts';
import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';
import type { Rng } from '../random.ts';

/** A normal error: metres or radians, and their squares. */
interface Miss {
  readonly mean: number;
  readonly variance: number;
}

/** How LoCoBot misses under its proportional controller. */
const LOCOBOT = {
  move: { along: { mean: 0.017, variance: 0.007 }, turn: { mean: 0.031, variance: 0.026 } },
  turn: { along: { mean: 0.001, variance: 0.001 }, turn: { mean: 0.043, variance: 0.017 } },
} as const;
/** Errors are cut at so many standard deviations. */
const CUT = 3;
/** A motion loses at most this part of its way. */
const MOST_LOST = 0.95;

/**
 * What a robot really does when it is told to step or to turn: both with an error, `multiplier` times that of LoCoBot.
 * Other motions are done as told. The sideways slip of the original is left out, for nobody here goes sideways.
 *
 * @see Murali et al. 2019, "PyRobot" (habitat-sim pyrobot_noisy_controls.py)
 */
export function addActuationNoise(
  motion: Action | VelocityAction,
  { stepLength, turnAngle }: AgentBody,
  multiplier: number,
  rng: Rng,
): Action | VelocityAction {
  const duration = NUM_SUBSTEPS * SUBSTEP;
  const drive = (along: number, turn: number): VelocityAction => ({
    action: 'Velocity',
    linear: along / duration,
    angular: turn / duration,
  });
  const draw = (error: Miss, least = -Infinity): number => multiplier * drawError(error, least, rng);
  if (motion === MOVE_FORWARD) {
    const { along, turn } = LOCOBOT.move;
    return drive(stepLength + draw(along, -MOST_LOST * stepLength), draw(turn));
  }
  if (motion === TURN_LEFT || motion === TURN_RIGHT) {
    const { along, turn } = LOCOBOT.turn;
    const angle = turnAngle + draw(turn, -MOST_LOST * turnAngle);
    return drive(draw(along), motion === TURN_LEFT ? angle : -angle);
  }
  return motion;
}

function drawError({ mean, variance }: Miss, least: number, rng: Rng): number {
  const deviation = Math.sqrt(variance);
  for (;;) {
    const normal = rng.normal();
    const value = mean + deviation * normal;
    if (Math.abs(normal) <= CUT && value >= least) return value;
  }
}
