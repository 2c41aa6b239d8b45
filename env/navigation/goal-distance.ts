import type { Vec3 } from '../geometry.ts';
import { MOVE_TOLERANCE, displacement } from '../measures.ts';
import type { NavMesh } from './navigation.ts';

/** Geodesic distance from a moving agent to the nearest of some goals, measured again only when it has moved. */
export class GoalDistance {
  readonly #navMesh: NavMesh;
  readonly #goals: readonly Vec3[];
  /** Where the distance was last measured, and what it was there. */
  #measured: { readonly position: Vec3; readonly distance: number };

  constructor(navMesh: NavMesh, goals: readonly Vec3[], start: Vec3) {
    this.#navMesh = navMesh;
    this.#goals = goals;
    this.#measured = { position: start, distance: navMesh.distanceToAny(start, goals) };
  }

  /** Metres; Infinity when no goal can be reached. */
  from(position: Vec3): number {
    const moved = displacement(this.#measured.position, position);
    if (moved <= MOVE_TOLERANCE) return this.#measured.distance;
    const distance = this.#navMesh.distanceToAny(position, this.#goals);
    // Where something was pushed away the mesh has a hole: out of it leads the way back to where the agent left the mesh.
    if (distance === Infinity) return this.#measured.distance + moved;
    this.#measured = { position, distance };
    return distance;
  }
}
