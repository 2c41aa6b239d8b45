import { Body, Box, Cylinder, Material, Plane, Sphere, Vec3 } from 'cannon-es';
import { type BodyPlan, FILTERS, FLOOR_PLAN, planPerson } from './body-plan.ts';
import type { AgentBody } from '../env.ts';
import type { Quat } from '../geometry.ts';
import type { Placement } from './joint.ts';
import { FRICTION } from './physics-constants.ts';
import { STEP_OVER } from './static-boxes.ts';

/** The solver's body of a plan. */
export function makeBody({ kind, mass, position, rotation, boxes, radius, restitution }: BodyPlan): Body {
  const body = new Body({
    mass,
    position: new Vec3(...position),
    // cannon-es multiplies the values of two that meet.
    material: new Material({ friction: Math.sqrt(FRICTION), restitution }),
    sleepSpeedLimit: 0.4,
    sleepTimeLimit: 0.3,
    linearDamping: 0,
    angularDamping: 0,
    ...FILTERS[kind],
  });
  if (radius === null)
    for (const { center, half } of boxes) body.addShape(new Box(new Vec3(...half)), new Vec3(...center));
  else body.addShape(new Sphere(radius));
  turnBody(body, rotation);
  if (kind === 'leaf') {
    // One degree of freedom: it turns about the hinge, with the inertia of a rod about its end.
    body.invMass = 0;
    body.invInertia.set(0, 3 / (mass * (2 * boxes[0].half[0]) ** 2), 0);
    body.updateInertiaWorld(true);
  }
  return body;
}

/** Sets a body down somewhere, at rest. */
export function placeBody(body: Body, { position, rotation }: Placement): void {
  body.position.set(...position);
  body.previousPosition.set(...position);
  turnBody(body, rotation);
  body.velocity.setZero();
  body.angularVelocity.setZero();
  body.sleep();
}

/** Gives a finished body its orientation: its inertia must have been taken from the shapes as they stand upright. */
export function turnBody(body: Body, rotation: Quat): void {
  body.quaternion.set(...rotation);
  body.updateInertiaWorld(true);
  body.aabbNeedsUpdate = true;
}

/** The ground that all stand on. */
export function makeFloor(): Body {
  return makeBody(FLOOR_PLAN).addShape(new Plane());
}

/** Who walks, as the solver knows them: an upright cylinder that glides above the floor. */
export function makePerson(agent: AgentBody): Body {
  const { radius, height } = agent;
  const body = makeBody(planPerson(agent));
  const cylinder = new Cylinder(radius, radius, height - STEP_OVER, 12);
  // Its corners come from `Math.sin`, whose last bits differ between engines.
  for (const vector of [...cylinder.vertices, ...(cylinder.uniqueAxes ?? [])]) {
    vector.set(Math.fround(vector.x), Math.fround(vector.y), Math.fround(vector.z));
  }
  cylinder.computeNormals();
  body.linearFactor.set(1, 0, 1);
  body.fixedRotation = true;
  body.allowSleep = false;
  return body.addShape(cylinder);
}
