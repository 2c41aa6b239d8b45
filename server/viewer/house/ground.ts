import { Mesh, MeshBasicNodeMaterial, PlaneGeometry, Vector2 } from 'three/webgpu';
import { length, max, positionGeometry, smoothstep, uniform, vec2 } from 'three/tsl';

/** How far the patch reaches beyond the house, metres. */
const MARGIN = 1.5;
const DARKNESS = 0.2;

/** A soft dark patch under the house, so that it stands on something. */
export class Ground {
  readonly mesh: Mesh;
  readonly #half = uniform(new Vector2(3, 3));

  constructor() {
    const material = new MeshBasicNodeMaterial({ color: 0x000000, transparent: true, depthWrite: false });
    const spot = positionGeometry.xz.mul(this.#half.add(MARGIN)).mul(2).abs();
    const outside = length(max(spot.sub(this.#half.sub(0.2)), vec2(0)));
    material.opacityNode = smoothstep(MARGIN + 0.2, 0, outside).mul(DARKNESS);
    this.mesh = new Mesh(new PlaneGeometry(1, 1).rotateX(-Math.PI / 2), material);
    this.mesh.visible = false;
  }

  /** min x, min z, max x, max z of the house, metres. */
  setBounds([x0, z0, x1, z1]: readonly [number, number, number, number]): void {
    this.mesh.visible = true;
    this.#half.value.set((x1 - x0) / 2, (z1 - z0) / 2);
    this.mesh.position.set((x0 + x1) / 2, -0.03, (z0 + z1) / 2);
    this.mesh.scale.set(x1 - x0 + 2 * MARGIN, 1, z1 - z0 + 2 * MARGIN);
  }
}
