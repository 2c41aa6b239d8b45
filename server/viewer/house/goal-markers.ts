import {
  ConeGeometry,
  Group,
  Mesh,
  MeshBasicNodeMaterial,
  MeshStandardNodeMaterial,
  RingGeometry,
  SphereGeometry,
} from 'three/webgpu';
import type { Vec3 } from '../../../env/geometry.ts';
import type { House, HouseObject } from '../../../env/house.ts';
import type { EpisodeSpec } from '../../../env/env.ts';

const COLOR = 0xf0a024;
const PIN_CLEARANCE = 0.22;

/** Where the goals are, for drawing: the objects asked for, a place in the room, or the point itself; people show themselves. */
export function goalPoints(house: House, episode: EpisodeSpec): readonly Vec3[] {
  const { goals, room, task } = episode;
  if (task === 'follow' || task === 'findperson') return [];
  if (room !== undefined) return [goals[Math.floor(goals.length / 2)]];
  const wanted = house.objects.filter((object) => isWanted(object, episode));
  if (wanted.length === 0) return goals;
  return wanted.map(({ position, size }) => [position[0], position[1] + size[1] / 2, position[2]]);
}

function isWanted({ id, category }: HouseObject, { target, errand, subGoals, category: asked }: EpisodeSpec): boolean {
  if (target !== undefined) return id === target;
  if (errand !== undefined) return id === errand.object || id === errand.receptacle;
  return subGoals?.some((subGoal) => subGoal.category === category) ?? category === asked;
}

/** A pin above every goal and a ring on the floor below it. */
export function createGoalMarkers(points: readonly Vec3[]): Group {
  const solid = new MeshStandardNodeMaterial({
    color: COLOR,
    roughness: 0.4,
    emissive: COLOR,
    emissiveIntensity: 0.35,
  });
  const flat = new MeshBasicNodeMaterial({ color: COLOR, transparent: true, opacity: 0.75, depthWrite: false });
  const ball = new SphereGeometry(0.1, 28, 20);
  const cone = new ConeGeometry(0.088, 0.2, 28);
  const ring = new RingGeometry(0.3, 0.345, 48).rotateX(-Math.PI / 2);
  const markers = new Group();
  for (const [x, y, z] of points) {
    const pin = new Group();
    const tip = new Mesh(cone, solid);
    tip.rotation.x = Math.PI;
    pin.add(new Mesh(ball, solid).translateY(0.145), tip);
    pin.position.set(x, y + PIN_CLEARANCE, z);
    const circle = new Mesh(ring, flat);
    circle.position.set(x, 0.022, z);
    markers.add(pin, circle);
  }
  return markers;
}

/** Frees what `createGoalMarkers` made. */
export function disposeMarkers(markers: Group): void {
  markers.traverse((part) => {
    if (!(part instanceof Mesh)) return;
    part.geometry.dispose();
    part.material.dispose();
  });
}
