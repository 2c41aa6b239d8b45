import { LOOK_DOWN, LOOK_UP, type Action } from '../env.ts';
import { type Vec3, towards } from '../geometry.ts';
import { lookAt } from '../rendering/look-at.ts';
import type { ResidentState } from './residents.ts';
import { Surroundings, findBetween } from '../physics/surroundings.ts';
import type { World } from '../world.ts';

/** Half the field in which somebody counts as in view, radians; the usual camera sees a little less. */
const HALF_FIELD = Math.PI / 4;
/** Height at which a person is looked at, metres: what stands lower hides nobody. */
const CHEST = 1.2;

/** The person whom an episode is about, as an all-knowing eye sees them: the last who moved in. */
export class PersonTarget {
  readonly #world: World;
  readonly #surroundings: Surroundings;
  /** Where they last stood on the mesh: who sits is beside it. */
  #ground: Vec3;

  /** @throws RangeError when nobody lives in the house */
  constructor(world: World) {
    const { house, library, physics, rules } = world;
    this.#world = world;
    this.#surroundings = new Surroundings(house, library, physics, rules.agent);
    this.#ground = this.#state.pose.position;
  }

  /** Where one has to walk to, to reach them. */
  get ground(): Vec3 {
    const [x, , z] = this.#state.pose.position;
    this.#ground = this.#world.navMesh.snap([x, 0, z]) ?? this.#ground;
    return this.#ground;
  }

  /** Metres from the agent over the ground. */
  get distance(): number {
    const { navMesh, pose } = this.#world;
    const way = navMesh.distance(pose.position, this.ground);
    return Number.isFinite(way) ? way : towards(pose, this.ground).distance;
  }

  /** Whether they are nearer than the success distance, and nothing is in between. */
  get isNear(): boolean {
    const { pose, rules } = this.#world;
    const [x, , z] = this.#state.pose.position;
    const [eyeX, , eyeZ] = pose.position;
    if (towards(pose, [x, 0, z]).distance >= rules.successDistance) return false;
    const opaque = this.#surroundings.list().filter(({ loose }) => !loose);
    return findBetween([eyeX, rules.agent.cameraHeight, eyeZ], [x, CHEST, z], opaque) === null;
  }

  /** Whether they are near, and the agent looks their way. */
  get isInCompany(): boolean {
    const { forward, left } = towards(this.#world.pose, this.#state.pose.position);
    return Math.abs(Math.atan2(left, forward)) < HALF_FIELD && this.isNear;
  }

  /** The turns after which the agent faces them. */
  get turnsTowards(): Action[] {
    const turns = lookAt(this.#world.pose, this.#state.pose.position, this.#world.rules.agent);
    return turns.filter((action) => action !== LOOK_UP && action !== LOOK_DOWN);
  }

  get #state(): ResidentState {
    const { residents } = this.#world;
    if (residents.length === 0)
      throw new RangeError('PersonTarget: nobody lives in the house; let spec.residents be 1.');
    return residents[residents.length - 1];
  }
}
