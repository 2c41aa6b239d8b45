import { UsageError } from '../../env/errors.ts';
import type { Gltf, GltfAccessor } from './schema.ts';

/** Components of an element by its type. */
const WIDTHS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 };

interface ComponentType {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** What a normalized component divides by; 1 for floats. */
  readonly most: number;
}

const COMPONENTS: Readonly<Record<number, ComponentType>> = {
  5120: { bytes: 1, read: (view, at) => view.getInt8(at), most: 127 },
  5121: { bytes: 1, read: (view, at) => view.getUint8(at), most: 255 },
  5122: { bytes: 2, read: (view, at) => view.getInt16(at, true), most: 32767 },
  5123: { bytes: 2, read: (view, at) => view.getUint16(at, true), most: 65535 },
  5125: { bytes: 4, read: (view, at) => view.getUint32(at, true), most: 4294967295 },
  5126: { bytes: 4, read: (view, at) => view.getFloat32(at, true), most: 1 },
};

/** A scene of more elements than this is none that an agent lives in. */
const MAX_ELEMENTS = 20_000_000;

/** Numbers of an accessor, element by element. */
export interface Elements {
  readonly count: number;
  /** Components of one element. */
  readonly width: number;
  /** (count * width), normalized components brought into -1 to 1. */
  readonly values: Float32Array | Uint32Array;
}

/**
 * Reads an accessor, sparse ones included.
 *
 * @param buffers Bytes of the document's buffers.
 * @throws UsageError when it reaches beyond its buffer or is of an unknown type
 */
export function readAccessor(gltf: Gltf, buffers: readonly Uint8Array[], index: number, where: string): Elements {
  const place = `${where}: accessor ${index}`;
  const accessor = gltf.accessors.at(index);
  if (accessor === undefined) throw new UsageError(`${place} is not there; give an undamaged glTF.`);
  const { count, componentType, type, normalized, bufferView, byteOffset, sparse } = accessor;
  const width = Object.hasOwn(WIDTHS, type) ? WIDTHS[type] : 0;
  if (width === 0) throw new UsageError(`${place} is of unknown type ${JSON.stringify(type)}; give an undamaged glTF.`);
  if (count * width > MAX_ELEMENTS) {
    throw new UsageError(`${place} has ${count} elements; give a scene of at most ${MAX_ELEMENTS} numbers each.`);
  }
  const component = componentOf(componentType, place);
  const integers = !normalized && componentType !== 5126 && width === 1;
  const values = integers ? new Uint32Array(count * width) : new Float32Array(count * width);
  const scale = normalized ? component.most : 1;
  if (bufferView !== undefined) {
    const source = viewOf(gltf, buffers, bufferView, place);
    fill(values, source, { byteOffset, count, width, component, scale }, place);
  }
  if (sparse !== undefined) overwrite(values, sparse, { gltf, buffers, width, component, scale, place });
  return { count, width, values };
}

/** The bytes of a buffer view. @throws UsageError when it reaches beyond its buffer or is packed */
export function readBufferView(gltf: Gltf, buffers: readonly Uint8Array[], index: number, where: string): Uint8Array {
  const { view } = viewOf(gltf, buffers, index, where);
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

interface Source {
  readonly view: DataView;
  readonly stride: number | undefined;
}

interface Layout {
  readonly byteOffset: number;
  readonly count: number;
  readonly width: number;
  readonly component: ComponentType;
  readonly scale: number;
}

function componentOf(componentType: number, place: string): ComponentType {
  if (Object.hasOwn(COMPONENTS, componentType)) return COMPONENTS[componentType];
  throw new UsageError(`${place} has unknown component type ${componentType}; give an undamaged glTF.`);
}

function viewOf(gltf: Gltf, buffers: readonly Uint8Array[], index: number, place: string): Source {
  const bufferView = gltf.bufferViews.at(index);
  if (bufferView === undefined) throw new UsageError(`${place}: buffer view ${index} is not there; mend the file.`);
  const { buffer, byteOffset, byteLength, byteStride } = bufferView;
  const bytes = buffers.at(buffer);
  if (bytes === undefined || byteOffset + byteLength > bytes.length) {
    throw new UsageError(`${place}: buffer view ${index} reaches beyond buffer ${buffer}; give an undamaged glTF.`);
  }
  return { view: new DataView(bytes.buffer, bytes.byteOffset + byteOffset, byteLength), stride: byteStride };
}

function fill(values: Float32Array | Uint32Array, source: Source, layout: Layout, place: string): void {
  const { byteOffset, count, width, component, scale } = layout;
  const { view, stride = width * component.bytes } = source;
  const end = count === 0 ? 0 : byteOffset + (count - 1) * stride + width * component.bytes;
  if (end > view.byteLength) {
    throw new UsageError(`${place} needs ${end} bytes of ${view.byteLength}; give an undamaged glTF.`);
  }
  for (let element = 0; element < count; element++) {
    const start = byteOffset + element * stride;
    for (let i = 0; i < width; i++) {
      const value = component.read(view, start + i * component.bytes) / scale;
      values[element * width + i] = scale === 1 ? value : Math.max(-1, value);
    }
  }
}

interface Sparse extends Pick<Layout, 'width' | 'component' | 'scale'> {
  readonly gltf: Gltf;
  readonly buffers: readonly Uint8Array[];
  readonly place: string;
}

/** Replaces the elements that a sparse accessor names. */
function overwrite(
  values: Float32Array | Uint32Array,
  { count, indices, values: replacement }: NonNullable<GltfAccessor['sparse']>,
  { gltf, buffers, width, component, scale, place }: Sparse,
): void {
  if (count * width > values.length) throw new UsageError(`${place} replaces more than it has; mend the file.`);
  const targets = new Uint32Array(count);
  const replaced = values instanceof Uint32Array ? new Uint32Array(count * width) : new Float32Array(count * width);
  const whole = {
    byteOffset: indices.byteOffset,
    count,
    width: 1,
    component: componentOf(indices.componentType, place),
  };
  fill(targets, viewOf(gltf, buffers, indices.bufferView, place), { ...whole, scale: 1 }, place);
  const layout = { byteOffset: replacement.byteOffset, count, width, component, scale };
  fill(replaced, viewOf(gltf, buffers, replacement.bufferView, place), layout, place);
  for (let i = 0; i < count; i++) {
    if ((targets[i] + 1) * width > values.length)
      throw new UsageError(`${place} replaces what it lacks; mend the file.`);
    values.set(replaced.subarray(i * width, (i + 1) * width), targets[i] * width);
  }
}
