import {
  BufferAttribute,
  BufferGeometry,
  CapsuleGeometry,
  Color,
  CylinderGeometry,
  DoubleSide,
  Group,
  LatheGeometry,
  Mesh,
  MeshBasicNodeMaterial,
  MeshStandardNodeMaterial,
  SphereGeometry,
  Vector2,
} from 'three/webgpu';
import { AGENT, CAMERA_DEFAULTS } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';

const SHELL = 0xf4f1ea;
const DARK = 0x23282d;
/** Share of white in the eyes. */
const EYE_GLOW = 0.6;
/** How far its field of view is drawn on the floor, metres. */
const VIEW_REACH = 1.9;

/** The agent as people see it: a small friendly robot, true to the size of its collision body, that looks where it looks. */
export class Robot {
  readonly group = new Group();
  readonly #head: Group;

  /** @param color of its belt, eyes and view, sRGB hex */
  constructor(color: number) {
    const shell = new MeshStandardNodeMaterial({ color: SHELL, roughness: 0.45 });
    const dark = new MeshStandardNodeMaterial({ color: DARK, roughness: 0.5 });
    const accent = new MeshStandardNodeMaterial({ color, roughness: 0.5 });
    const eyes = new MeshBasicNodeMaterial({ color: new Color(color).lerp(new Color(0xffffff), EYE_GLOW) });
    const { radius, height } = AGENT;

    const wheels = new Mesh(new CylinderGeometry(radius * 0.82, radius * 0.9, 0.07, 32), dark).translateY(0.045);
    const body = new Mesh(new LatheGeometry(bodyProfile(radius), 40), shell);
    const belt = new Mesh(new CylinderGeometry(radius * 0.985, radius * 0.985, 0.035, 40), accent).translateY(0.3);
    const neck = new Mesh(new CylinderGeometry(0.045, 0.06, 0.1, 20), dark).translateY(0.62);
    this.#head = createHead({ shell, dark, accent, eyes });
    this.#head.position.y = height - 0.13;
    this.group.add(wheels, body, belt, neck, this.#head);
    this.group.traverse((part) => {
      part.castShadow = true;
      part.receiveShadow = true;
    });
    this.group.add(createView(color));
  }

  /** Stands where the agent stands and looks where it looks. */
  setPose({ position, yaw, pitch }: Pose): void {
    this.group.position.set(position[0], position[1], position[2]);
    this.group.rotation.y = yaw;
    this.#head.rotation.x = pitch;
  }
}

function bodyProfile(radius: number): Vector2[] {
  return [
    [0, 0.06],
    [0.86, 0.06],
    [0.97, 0.09],
    [1, 0.16],
    [0.98, 0.32],
    [0.9, 0.46],
    [0.7, 0.56],
    [0.42, 0.605],
    [0, 0.615],
  ].map(([r, y]) => new Vector2(r * radius, y));
}

type HeadMaterials = Record<'shell' | 'dark' | 'accent' | 'eyes', MeshStandardNodeMaterial | MeshBasicNodeMaterial>;

function createHead({ shell, dark, accent, eyes }: HeadMaterials): Group {
  const head = new Group();
  const skull = new Mesh(new CapsuleGeometry(0.1, 0.1, 12, 28), shell);
  skull.rotation.z = Math.PI / 2;
  const visor = new Mesh(new CapsuleGeometry(0.075, 0.1, 12, 28), dark);
  visor.rotation.z = Math.PI / 2;
  visor.position.z = -0.04;
  const antenna = new Mesh(new CylinderGeometry(0.006, 0.006, 0.08, 8), dark).translateY(0.13);
  const tip = new Mesh(new SphereGeometry(0.018, 16, 12), accent).translateY(0.175);
  head.add(skull, visor, antenna, tip);
  for (const side of [-1, 1]) {
    const eye = new Mesh(new SphereGeometry(0.021, 20, 14), eyes);
    eye.position.set(0.045 * side, 0.005, -0.108);
    eye.scale.set(1, 1.35, 0.5);
    head.add(eye);
  }
  return head;
}

/** The field of view as a fan on the floor that fades with distance. */
function createView(color: number): Mesh {
  const half = (CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360;
  const segments = 24;
  const positions = [0, 0, 0];
  const colors = [1, 1, 1, 0.5];
  const indices: number[] = [];
  for (let i = 0; i <= segments; i++) {
    const angle = -half + (2 * half * i) / segments;
    positions.push(VIEW_REACH * Math.sin(angle), 0, -VIEW_REACH * Math.cos(angle));
    colors.push(1, 1, 1, 0);
    if (i > 0) indices.push(0, i, i + 1);
  }
  const geometry = new BufferGeometry()
    .setAttribute('position', new BufferAttribute(new Float32Array(positions), 3))
    .setAttribute('color', new BufferAttribute(new Float32Array(colors), 4))
    .setIndex(indices);
  const material = new MeshBasicNodeMaterial({
    color,
    vertexColors: true,
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
  });
  return new Mesh(geometry, material).translateY(0.025);
}
