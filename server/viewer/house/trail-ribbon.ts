import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, MeshBasicNodeMaterial } from 'three/webgpu';
import type { Vec2 } from '../../../env/geometry.ts';

const HALF_WIDTH = 0.028;
const HEIGHT = 0.018;
const MAX_POINTS = 1024;

/** Where the agent has been, as a ribbon on the floor that fades towards its beginning. */
export class TrailRibbon {
  readonly mesh: Mesh;
  readonly #positions = new BufferAttribute(new Float32Array(MAX_POINTS * 2 * 3), 3);
  readonly #colors = new BufferAttribute(new Float32Array(MAX_POINTS * 2 * 4), 4);
  readonly #geometry = new BufferGeometry();

  /** @param color sRGB hex */
  constructor(color: number) {
    const indices: number[] = [];
    for (let i = 0; i + 1 < MAX_POINTS; i++) {
      const at = 2 * i;
      indices.push(at, at + 1, at + 2, at + 1, at + 3, at + 2);
    }
    this.#geometry.setAttribute('position', this.#positions).setAttribute('color', this.#colors).setIndex(indices);
    const material = new MeshBasicNodeMaterial({
      color,
      vertexColors: true,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
    });
    this.mesh = new Mesh(this.#geometry, material);
    this.mesh.frustumCulled = false;
    this.setPoints([]);
  }

  /** Draws the trail; of a very long one its end. */
  setPoints(trail: readonly Vec2[]): void {
    const points = trail.filter((point, i) => i === 0 || distance(point, trail[i - 1]) > 1e-3).slice(-MAX_POINTS);
    points.forEach(([x, z], i) => {
      const [px, pz] = points[Math.max(0, i - 1)];
      const [nx, nz] = points[Math.min(points.length - 1, i + 1)];
      const length = Math.hypot(nx - px, nz - pz) || 1;
      const [sx, sz] = [(-(nz - pz) / length) * HALF_WIDTH, ((nx - px) / length) * HALF_WIDTH];
      this.#positions.setXYZ(2 * i, x - sx, HEIGHT, z - sz);
      this.#positions.setXYZ(2 * i + 1, x + sx, HEIGHT, z + sz);
      const alpha = 0.25 + (0.65 * i) / points.length;
      this.#colors.setXYZW(2 * i, 1, 1, 1, alpha);
      this.#colors.setXYZW(2 * i + 1, 1, 1, 1, alpha);
    });
    this.#positions.needsUpdate = true;
    this.#colors.needsUpdate = true;
    this.#geometry.setDrawRange(0, Math.max(0, points.length - 1) * 6);
    this.mesh.visible = points.length > 1;
  }
}

function distance(a: Vec2, b: Vec2): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
