import type { NodeBuilder } from 'three/webgpu';
import { Node } from 'three/webgpu';
import { builtin, Fn, int } from 'three/tsl';

/** vec4s an instance takes: three rows of its affine map, colour and light, ids. */
export const INSTANCE_VEC4S = 5;
/** vec4s an environment's view takes: four rows world to clip, the depth row, the tile. */
export const VIEW_VEC4S = 6;
/**
 * vec4s a room's light takes: ceiling lamp position and colour, sky colour, near light's position and colour; their w: the
 * house's min x, min z, extent x, extent z, and the inverse square of the near light's reach.
 */
export const LIGHT_VEC4S = 5;

/** What three's WGSL builder offers beyond its published types. */
type ClippingBuilder = NodeBuilder & {
  readonly stack: { addToStack(node: Node): void };
  enableHardwareClipping(planes: number): void;
  getClipDistance(): string;
};

/** Cuts what is drawn at the border of its tile; to be called from `Material.setupHardwareClipping`. */
export function clipToTile(builder: NodeBuilder, clip: Node<'vec4'>): void {
  (builder as ClippingBuilder).stack.addToStack(new TileClipNode(clip));
}

/** The four borders of a tile as hardware clip distances (discarding fragments instead took 7 times as long on lavapipe). */
class TileClipNode extends Node {
  constructor(readonly clip: Node<'vec4'>) {
    super();
  }

  /** Runs while the vertex stage is built; earlier, three would enable the WGSL extension for no stage. */
  override setup(builder: NodeBuilder): Node {
    const clipping = builder as ClippingBuilder;
    clipping.enableHardwareClipping(4);
    const { clip } = this;
    const write = Fn(() => {
      const distances = builtin(clipping.getClipDistance()) as unknown as { element(index: Node): Node<'float'> };
      [clip.w.add(clip.x), clip.w.sub(clip.x), clip.w.add(clip.y), clip.w.sub(clip.y)].forEach((distance, i) => {
        distances.element(int(i)).assign(distance);
      });
    });
    return write();
  }
}
