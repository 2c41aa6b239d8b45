import type { Vec2, Vec3 } from '../geometry.ts';
import { MOVE_TOLERANCE, displacement } from '../measures.ts';
import { distanceToGate } from './mesh-parts.ts';
import type { MeshPlace, NavMesh } from './navigation.ts';

/** Bounds are this much less than they need be, metres: Detour counts in 32 bits. */
const SLACK = 1e-3;

/** A goal on the mesh. */
interface Goal {
  readonly place: MeshPlace;
  readonly part: number;
  /** (G) no way from each gate of the mesh is shorter, metres. */
  readonly bounds: Float64Array;
}

/** Geodesic distance from a moving agent to the nearest of some goals, measured again only when it has moved. */
export class GoalDistance {
  readonly #navMesh: NavMesh;
  readonly #goals: readonly Goal[];
  /** Where the distance was last measured, and what it was there. */
  #measured: { readonly position: Vec3; readonly distance: number };

  constructor(navMesh: NavMesh, goals: readonly Vec3[], start: Vec3) {
    this.#navMesh = navMesh;
    this.#goals = goals.flatMap((goal): Goal[] => {
      const place = navMesh.locate(goal);
      if (place === null) return [];
      const part = navMesh.parts.partOf(place.polygon);
      return [{ place, part, bounds: navMesh.parts.boundsTo([place.at[0], place.at[2]], part) }];
    });
    this.#measured = { position: start, distance: this.#measure(start) };
  }

  /** Metres; Infinity when no goal can be reached. */
  from(position: Vec3): number {
    const moved = displacement(this.#measured.position, position);
    if (moved <= MOVE_TOLERANCE) return this.#measured.distance;
    const distance = this.#measure(position);
    // Where something was pushed away the mesh has a hole: out of it leads the way back to where the agent left the mesh.
    if (distance === Infinity) return this.#measured.distance + moved;
    this.#measured = { position, distance };
    return distance;
  }

  /** `NavMesh.distanceToAny`, with the goals in the order of their least possible distances, so that few ways are sought. */
  #measure(position: Vec3): number {
    const snapped = this.#navMesh.snap(position);
    const start = snapped && this.#navMesh.locate(snapped);
    if (!start) return Infinity;
    const bounds = this.#boundsFrom(start);
    let nearest = Infinity;
    for (;;) {
      let next = -1;
      for (let i = 0; i < bounds.length; i++) {
        if (bounds[i] < nearest && (next < 0 || bounds[i] < bounds[next])) next = i;
      }
      if (next < 0) return nearest;
      nearest = Math.min(nearest, this.#navMesh.distanceBetween(start, this.#goals[next].place));
      bounds[next] = Infinity;
    }
  }

  /** No goal is nearer than this, metres. */
  #boundsFrom({ at: [x, , z], polygon }: MeshPlace): Float64Array {
    const { parts } = this.#navMesh;
    const part = parts.partOf(polygon);
    const here: Vec2 = [x, z];
    const bounds = Float64Array.from(this.#goals, (goal) => (goal.part === part ? 0 : Infinity));
    parts.gates.forEach((gate, g) => {
      if (!gate.parts.includes(part)) return;
      const toGate = distanceToGate(here, gate);
      this.#goals.forEach((goal, i) => (bounds[i] = Math.min(bounds[i], toGate + goal.bounds[g])));
    });
    this.#goals.forEach(({ place: { at } }, i) => {
      bounds[i] = Math.max(bounds[i], Math.hypot(at[0] - x, at[2] - z)) - SLACK;
    });
    return bounds;
  }
}
