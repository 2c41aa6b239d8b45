import { StorageBufferAttribute } from 'three/webgpu';
import type { ComputeNode, Node, WebGPURenderer } from 'three/webgpu';
import {
  atomicAdd,
  atomicLoad,
  atomicStore,
  dot,
  float,
  Fn,
  If,
  instanceIndex,
  length,
  Loop,
  select,
  storage,
  uint,
  vec3,
  vec4,
} from 'three/tsl';
import { LEAST_PIXELS, NEAR } from './frustum.ts';
import type { RenderBatch } from './render-buffers.ts';
import { DRAW_WORDS, markChanged } from './render-draws.ts';
import { INSTANCE_VEC4S, VIEW_VEC4S } from './render-layout.ts';

export interface ComputeCullOptions {
  readonly batch: RenderBatch;
  readonly numEnvs: number;
  readonly maxInstances: number;
  /** See `Frustum`. */
  readonly pixelRadius: number;
}

/** Stands for no bound, beyond any picture's width in pixels. */
const UNBOUNDED = 1e9;

/**
 * Culls all environments of an atlas on the GPU: each instance is held against its own camera's frustum, takes the shape
 * that is fine enough for its size, and is listed behind the others of that shape. With it the work of a step on the
 * main thread hardly grows with the number of environments. Walls hide nothing here: a real GPU has triangles to spare.
 *
 * The order within a shape is as the threads come, so only pixels of surfaces that coincide can differ from run to run.
 */
export class ComputeCull {
  /** (N · instances) index of each instance's model, counted from 1; 0 where there is none. */
  readonly #models: StorageBufferAttribute;
  /** (N) 1 where an environment is to be drawn. */
  readonly #active: StorageBufferAttribute;
  readonly #passes: ComputeNode[];
  /** How many instances of each model stand in all environments. */
  readonly #numStanding: Uint32Array;

  constructor(readonly options: ComputeCullOptions) {
    const { batch, numEnvs, maxInstances } = options;
    this.#models = new StorageBufferAttribute(new Uint32Array(numEnvs * maxInstances), 1);
    this.#active = new StorageBufferAttribute(new Uint32Array(numEnvs), 1);
    this.#numStanding = new Uint32Array(batch.firstShape.length - 1);
    this.#passes = this.#makePasses();
  }

  /** Takes note of what stands in an environment. */
  setScene(env: number): void {
    const { batch, maxInstances } = this.options;
    const models = this.#models.array as Uint32Array;
    const first = env * maxInstances;
    for (const model of models.subarray(first, first + maxInstances)) if (model > 0) this.#numStanding[model - 1]--;
    const now = batch.modelsOf(env);
    models.fill(0, first, first + maxInstances);
    now.forEach((model, at) => {
      models[first + at] = model + 1;
      this.#numStanding[model]++;
    });
    markChanged(this.#models, first, maxInstances);
  }

  /** Lists what the given environments see and returns the byte offsets of the draws to issue, as `RenderBatch.cull` does. */
  run(renderer: WebGPURenderer, envs: readonly number[]): number[][] {
    const active = this.#active.array as Uint32Array;
    active.fill(0);
    for (const env of envs) active[env] = 1;
    this.#active.needsUpdate = true;
    for (const pass of this.#passes) renderer.compute(pass);
    const { firstShape } = this.options.batch;
    const offsets: number[] = [];
    this.#numStanding.forEach((count, model) => {
      if (count === 0) return;
      for (let shape = firstShape[model]; shape < firstShape[model + 1]; shape++) offsets.push(shape * DRAW_WORDS * 4);
    });
    return [offsets];
  }

  #makePasses(): ComputeNode[] {
    const { batch, numEnvs, maxInstances } = this.options;
    const numShapes = batch.ranges.length;
    const counts = storage(new StorageBufferAttribute(new Uint32Array(numShapes), 1), 'uint', numShapes).toAtomic();
    const places = storage(new StorageBufferAttribute(new Uint32Array(numShapes), 1), 'uint', numShapes).toAtomic();
    const numSlots = numEnvs * maxInstances;
    const choices = storage(new StorageBufferAttribute(new Uint32Array(numSlots), 1), 'uint', numSlots);
    const visible = storage(batch.visible, 'uint', batch.visible.count);
    const ranges = constants(batch.ranges.flatMap(({ first, count }) => [first, count]));
    const draws = storage(batch.draws, 'uint', batch.draws.count * DRAW_WORDS);

    const forget = Fn(() => {
      atomicStore(counts.element(instanceIndex), uint(0));
    })().compute(numShapes);

    const choose = Fn(() => {
      const choice = uint(0).toVar();
      this.#forSeen((shape) => {
        choice.assign(shape.add(uint(1)));
        atomicAdd(counts.element(shape), uint(1));
      });
      choices.element(instanceIndex).assign(choice);
    })().compute(numSlots);

    const arrange = Fn(() => {
      const next = uint(0).toVar();
      Loop({ type: 'uint', start: uint(0), end: uint(numShapes) }, ({ i }) => {
        const count = atomicLoad(counts.element(i)) as Node<'uint'>;
        const word = i.mul(uint(DRAW_WORDS)).toVar();
        draws.element(word).assign(ranges.element(i.mul(uint(2)).add(uint(1))));
        draws.element(word.add(uint(1))).assign(count);
        draws.element(word.add(uint(2))).assign(ranges.element(i.mul(uint(2))));
        draws.element(word.add(uint(3))).assign(uint(0));
        draws.element(word.add(uint(4))).assign(next);
        atomicStore(places.element(i), next);
        next.addAssign(count);
      });
    })().compute(1);

    const list = Fn(() => {
      const choice = choices.element(instanceIndex).toVar();
      If(choice.greaterThan(uint(0)), () => {
        const place = atomicAdd(places.element(choice.sub(uint(1))), uint(1)) as Node<'uint'>;
        visible.element(place).assign(instanceIndex);
      });
    })().compute(numSlots);

    return [forget, choose, arrange, list];
  }

  /** Calls `see` with the shape to draw, where this thread's instance is in view; as `pixelsAcross` and `RenderBatch.cull` do. */
  #forSeen(see: (shape: Node<'uint'>) => void): void {
    const { batch, numEnvs, maxInstances, pixelRadius } = this.options;
    const models = storage(this.#models, 'uint', this.#models.count).toReadOnly();
    const active = storage(this.#active, 'uint', numEnvs).toReadOnly();
    const instances = storage(batch.instances, 'vec4', batch.instances.count).toReadOnly();
    const views = storage(batch.views, 'vec4', batch.views.count).toReadOnly();
    const firstShape = constants([...batch.firstShape]);
    const bounds = batch.maxPixels.map((pixels) => Math.min(pixels, UNBOUNDED));
    const maxPixels = storage(new StorageBufferAttribute(Float32Array.from(bounds), 1), 'float', bounds.length);

    const model = models.element(instanceIndex).toVar();
    const env = instanceIndex.div(uint(maxInstances)).toVar();
    If(model.greaterThan(uint(0)).and(active.element(env).equal(uint(1))), () => {
      const first = instanceIndex.mul(uint(INSTANCE_VEC4S));
      const row = (i: number) => instances.element(first.add(uint(i)));
      const column = (axis: 'x' | 'y' | 'z' | 'w') => vec3(row(0)[axis], row(1)[axis], row(2)[axis]);
      const [x, y, z] = [column('x'), column('y'), column('z')];
      const middle = select(model.equal(uint(batch.triangleModel + 1)), float(0.5), float(0));
      const center = vec4(column('w').add(x.add(y).add(z).mul(middle)), 1).toVar();
      const corners = [x.add(y).add(z), x.add(y).sub(z), x.sub(y).add(z), x.sub(y).sub(z)];
      const radius = corners
        .map((corner): Node<'float'> => length(corner))
        .reduce((a, b) => a.max(b))
        .mul(0.5)
        .toVar();

      const viewRow = (i: number) => views.element(env.mul(uint(VIEW_VEC4S)).add(uint(i)));
      const axis = viewRow(4);
      const ahead = dot(axis, center).sub(NEAR).toVar();
      const sides = [viewRow(0), viewRow(1)].flatMap((side) => [axis.add(side), axis.sub(side)]);
      const inFrustum = sides
        .map((side) => dot(side, center).div(length(side.xyz)).greaterThanEqual(radius.negate()))
        .reduce((all, inside) => all.and(inside), ahead.greaterThanEqual(radius.negate()));
      If(inFrustum.and(radius.greaterThanEqual(ahead.mul(LEAST_PIXELS * pixelRadius))), () => {
        const pixels = select(ahead.greaterThan(radius), radius.div(ahead.mul(pixelRadius)), float(UNBOUNDED)).toVar();
        const shape = firstShape.element(model.sub(uint(1))).toVar();
        const end = firstShape.element(model).toVar();
        Loop({ type: 'uint', start: shape.add(uint(1)), end }, ({ i }) => {
          If(pixels.lessThanEqual(maxPixels.element(i)), () => {
            shape.assign(i);
          });
        });
        see(shape);
      });
    });
  }
}

/** Whole numbers that shaders read. */
function constants(values: readonly number[]) {
  return storage(new StorageBufferAttribute(Uint32Array.from(values), 1), 'uint', values.length).toReadOnly();
}
