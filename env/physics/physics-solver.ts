import { Body, Broadphase, type ContactEquation, Narrowphase, Vec3, World } from 'cannon-es';
import type { Vec2 } from '../geometry.ts';
import { GRAVITY, SUBSTEP } from './physics-constants.ts';

/** Cosine of the steepest angle at which a touch counts as ahead rather than beside. */
const GLANCE = 0.3;

/** A world of bodies under gravity, made so that what rests costs little and friction is Coulomb's. */
export function createSolver(): World {
  const solver = new World({ gravity: new Vec3(0, -GRAVITY, 0), allowSleep: true, broadphase: new AwakePairs() });
  solver.narrowphase = new SharedFriction(solver);
  // Nobody listens for new contacts, and keeping the account of them is most of a step's cost.
  solver.collisionMatrixTick = () => undefined;
  return solver;
}

/** How deep a body was pressed into what stands ahead of it on the ground, metres. */
export function pressOn(body: Body, heading: Vec2, contacts: readonly ContactEquation[]): number {
  let deepest = 0;
  for (const { bi, bj, ni, ri, rj } of contacts) {
    const ahead = (ni.x * heading[0] + ni.z * heading[1]) * (bi === body ? 1 : -1);
    if ((bi !== body && bj !== body) || ahead < GLANCE) continue;
    const gap = bj.previousPosition.vadd(rj).vsub(bi.previousPosition).vsub(ri).dot(ni);
    deepest = Math.max(deepest, -gap);
  }
  return deepest;
}

/** Pairs of bodies that may touch and of which one is awake: unlike with cannon-es' own, a room at rest costs little. */
class AwakePairs extends Broadphase {
  override collisionPairs(world: World, first: Body[], second: Body[]): void {
    const { bodies } = world;
    for (let i = 0; i < bodies.length; i++) {
      const body = bodies[i];
      if (!isAwake(body)) continue;
      for (let j = 0; j < bodies.length; j++) {
        // Two awake bodies meet when the later one is looked at.
        if (j === i || (j > i && isAwake(bodies[j]))) continue;
        if (this.needBroadphaseCollision(body, bodies[j])) this.doBoundingBoxBroadphase(body, bodies[j], first, second);
      }
    }
  }
}

/**
 * Friction by Coulomb's law: the contact points of two bodies share the impulse of one substep. cannon-es bounds it by a
 * force (1 / dt times too much) at every point, and its own `enableFrictionReduction` swaps the lever arms.
 */
class SharedFriction extends Narrowphase {
  override getContacts(...args: Parameters<Narrowphase['getContacts']>): void {
    super.getContacts(...args);
    const frictions = args[5];
    for (let start = 0, end = 0; start < frictions.length; start = end) {
      const pair = [frictions[start].bi, frictions[start].bj];
      while (end < frictions.length && pair.includes(frictions[end].bi) && pair.includes(frictions[end].bj)) end++;
      for (const friction of frictions.slice(start, end)) {
        // Two tangents a point.
        friction.maxForce *= (2 * SUBSTEP) / (end - start);
        friction.minForce = -friction.maxForce;
      }
    }
  }
}

function isAwake(body: Body): boolean {
  return body.type !== Body.STATIC && body.sleepState !== Body.SLEEPING;
}
