import { basename } from 'node:path';
import { UsageError } from '../../env/errors.ts';
import { openContainer } from './container.ts';
import { type Paint, loadPaints } from './paint.ts';
import { type Surface, readPrimitive } from './primitive.ts';
import { type ReadUri, loadBuffers, readBytes, readerBeside } from './resources.ts';
import { type Gltf, parseGltf } from './schema.ts';
import { type Affine, UNMOVED, compose, placementOf } from './transform.ts';

/** Something drawn by one node of a scene, in the file's own axes and metres. */
export interface Mesh extends Surface {
  /** What its node, the nodes above it and its mesh are called, the nearest first. */
  readonly names: readonly MeshName[];
  /** The node it hangs on: meshes of one node are one thing. */
  readonly node: number;
}

/** A name and the node it was given to. */
export interface MeshName {
  readonly name: string;
  readonly node: number;
}

/** No larger scene is lived in here. */
const MAX_TRIANGLES = 5_000_000;
const MAX_VERTICES = 20_000_000;
/** A thing is known by its own name and those of so many nodes above it. */
const MAX_NAMES = 8;

/**
 * Reads what there is to see in a glTF file: triangles with normals and base colours, textures averaged into colours of
 * vertices. Left aside: points and lines, skins, morphs, animations, cameras and lights.
 *
 * @throws UsageError in one line for whatever is wrong with the file
 */
export async function readGltfFile(file: string): Promise<Mesh[]> {
  return readGltf(await readBytes(file), basename(file), readerBeside(file));
}

/** Reads a glTF document from memory; see `readGltfFile`. */
export async function readGltf(bytes: Uint8Array, where: string, readUri: ReadUri): Promise<Mesh[]> {
  const { json, binary } = openContainer(bytes, where);
  const gltf = parseGltf(json, where);
  const buffers = await loadBuffers(gltf, binary, readUri, where);
  const paints = await loadPaints(gltf, buffers, readUri, where);
  const meshes: Mesh[] = [];
  checkSize(gltf, where);
  let numTriangles = 0;
  for (const placed of placedNodes(gltf, where)) {
    for (const mesh of readNode(gltf, buffers, paints, placed, where)) {
      numTriangles += mesh.indices.length / 3;
      if (numTriangles > MAX_TRIANGLES) {
        throw new UsageError(`${where}: has more than ${MAX_TRIANGLES} triangles; give a simpler scene.`);
      }
      meshes.push(mesh);
    }
  }
  if (meshes.length === 0) throw new UsageError(`${where}: shows nothing; give a glTF whose scene has triangles.`);
  return meshes;
}

/** Small files can name much: what is drawn many times is read many times. @throws UsageError for more than fits here */
function checkSize({ nodes, meshes, accessors }: Gltf, where: string): void {
  const sizes = meshes.map(({ primitives }) =>
    primitives.reduce((sum, { attributes }) => sum + (accessors[attributes.POSITION]?.count ?? 0), 0),
  );
  const numVertices = nodes.reduce((sum, { mesh }) => sum + (mesh === undefined ? 0 : (sizes[mesh] ?? 0)), 0);
  if (numVertices <= MAX_VERTICES) return;
  throw new UsageError(`${where}: has ${numVertices} vertices; give a scene of at most ${MAX_VERTICES}.`);
}

interface PlacedNode {
  readonly index: number;
  readonly names: readonly MeshName[];
  readonly matrix: Affine;
}

/** The nodes of the scene, each after the one it hangs on. @throws UsageError when a node hangs on two, or on itself */
function* placedNodes(gltf: Gltf, where: string): Generator<PlacedNode> {
  const seen = new Set<number>();
  const pending: PlacedNode[] = rootsOf(gltf).map((index) => ({ index, names: [], matrix: UNMOVED }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = gltf.nodes.at(next.index);
    if (node === undefined) throw new UsageError(`${where}: node ${next.index} is not there; give an undamaged glTF.`);
    if (seen.has(next.index)) {
      throw new UsageError(`${where}: node ${next.index} hangs on more than one other; give an undamaged glTF.`);
    }
    seen.add(next.index);
    const names =
      node.name === undefined ? next.names : [{ name: node.name, node: next.index }, ...next.names].slice(0, MAX_NAMES);
    const matrix = compose(next.matrix, placementOf(node));
    yield { index: next.index, names, matrix };
    pending.push(...node.children.map((index) => ({ index, names, matrix })));
  }
}

/** Where the document names no scene, all that hangs on nothing is in it. */
function rootsOf(gltf: Gltf): readonly number[] {
  const scene = gltf.scenes.at(gltf.scene ?? 0);
  if (scene !== undefined) return scene.nodes;
  const children = new Set(gltf.nodes.flatMap((node) => node.children));
  return [...gltf.nodes.keys()].filter((index) => !children.has(index));
}

function readNode(
  gltf: Gltf,
  buffers: readonly Uint8Array[],
  paints: readonly Paint[],
  { index, names, matrix }: PlacedNode,
  where: string,
): Mesh[] {
  const number = gltf.nodes[index].mesh;
  if (number === undefined) return [];
  const mesh = gltf.meshes.at(number);
  if (mesh === undefined) throw new UsageError(`${where}: mesh ${number} is not there; give an undamaged glTF.`);
  const all =
    mesh.name === undefined ? names : [...names.slice(0, 1), { name: mesh.name, node: index }, ...names.slice(1)];
  return mesh.primitives.flatMap((primitive, i) => {
    const place = `${where}: mesh ${number}, primitive ${i}`;
    const surface = readPrimitive({ gltf, buffers, paints, primitive, matrix, where: place });
    return surface === null ? [] : [{ ...surface, names: all, node: index }];
  });
}
