import { STUFF } from '../../env/categories.ts';
import { UsageError } from '../../env/errors.ts';
import { IDENTITY, type Vec2, type Vec3 } from '../../env/geometry.ts';
import { Hasher } from '../../env/hash.ts';
import type { House, HouseObject, Surface } from '../../env/house.ts';
import type { Model } from '../../env/model.ts';
import type { StagePart } from '../../env/stage.ts';
import { categoryOfName } from '../category-names.ts';
import { type Floor, findFloor } from './floor.ts';
import { type Bounds, boundsOf, collidersOf, toModel } from './model.ts';
import type { Mesh } from './read.ts';

/** A scene to live in, with the models that draw it; `withModels` makes them a library. */
export interface SceneHouse {
  readonly house: House;
  readonly models: readonly Model[];
}

export interface SceneHouseOptions {
  /** Names the house, and its models. */
  readonly id: string;
  /** About how high the storey to live on lies, in the scene's own metres; the lowest large floor when left out. */
  readonly floorHeight?: number;
}

/** Variants of scenes' models begin here, above those of any library; each scene has a thousand of its own. */
const FIRST_VARIANT = 1_000_000;
const VARIANTS_PER_SCENE = 1000;
/** The renderer's slots are bounded: more parts of a stage than this are drawn together by category. */
const MAX_PARTS = 400;
const MAX_OBJECTS = VARIANTS_PER_SCENE;
/** What is narrower than this is a piece of furniture, shown on a floor of its own, metres. */
const WIDEST_PIECE = 3;
const PIECE_MARGIN = 2;
const LOWEST_CEILING = 2;
const HIGHEST_CEILING = 8;
const NAMELESS: Surface = { material: 'Stage', texture: 'plain', color: [0.8, 0.8, 0.8] };

/**
 * A house of a scene's meshes (y up, front -Z). Nodes whose names speak of an object category are fixed objects of that
 * category, so that they can be looked for; all else is the stage, semantically a wall, floor, ceiling, door or window
 * where its name says so. The house's floor is at y = 0, so it lies `floorHeight` lower than the scene.
 *
 * A scene no wider than a piece of furniture is put on a floor of its own.
 *
 * @throws UsageError when the scene has no floor that an agent can stand on
 */
export function toSceneHouse(given: readonly Mesh[], { id, floorHeight }: SceneHouseOptions): SceneHouse {
  const bounds = boundsOf(given);
  const isPiece = Math.max(bounds.size[0], bounds.size[2]) < WIDEST_PIECE;
  const scene = isPiece ? [...given, floorBelow(bounds)] : given;
  const things = groupThings(scene, id);
  const floor = findFloor(
    scene,
    things.stage.flatMap(({ meshes }) => meshes),
    floorHeight,
    id,
  );
  const variant = firstVariant(id);
  const models: Model[] = [];
  const place = (meshes: readonly Mesh[]): { center: Vec3; size: Vec3 } => {
    const { center, size } = boundsOf(meshes);
    return { center: [center[0], center[1] - floor.height, center[2]], size };
  };
  const objects = things.objects.map(({ name, category, meshes }, i): HouseObject => {
    const bounds = boundsOf(meshes);
    models.push(toModel(`${category}/${variant + i}`, meshes, bounds, collidersOf(meshes, bounds)));
    const { center, size } = place(meshes);
    return {
      id: `${name}|${i}`,
      assetId: name,
      category,
      position: center,
      rotation: IDENTITY,
      size,
      variant: variant + i,
      color: [1, 1, 1],
      fixed: true,
      parentId: null,
      roomId: 'room|2',
      openness: null,
      isOn: null,
    };
  });
  const parts = things.stage.map(({ name, category, meshes }, i): StagePart => {
    const model = `Stage/${variant + i}`;
    models.push(toModel(model, meshes, boundsOf(meshes), []));
    return { id: `${name}|stage|${i}`, category, model, ...place(meshes) };
  });
  return { house: makeHouse(id, floor, objects, parts), models };
}

/** A level square below a piece of furniture and around it. */
function floorBelow({ center: [x, y, z], size }: Bounds): Mesh {
  const reach = Math.max(size[0], size[2]) / 2 + PIECE_MARGIN;
  const height = y - size[1] / 2;
  return {
    names: [{ name: 'Floor', node: -1 }],
    node: -1,
    positions: Float32Array.from(
      [
        [-1, -1],
        [-1, 1],
        [1, 1],
        [1, -1],
      ].flatMap(([i, k]) => [x + i * reach, height, z + k * reach]),
    ),
    normals: Float32Array.from([0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]),
    colors: new Float32Array(12).fill(0.4),
    emission: 0,
    indices: Uint32Array.from([0, 1, 2, 0, 2, 3]),
  };
}

/** Scenes of one library are told apart by their ids. */
function firstVariant(id: string): number {
  return FIRST_VARIANT + VARIANTS_PER_SCENE * Number.parseInt(new Hasher().addText(id).digest().slice(0, 8), 16);
}

interface SceneThing {
  readonly name: string;
  readonly category: string;
  readonly meshes: Mesh[];
}

interface SceneThings {
  readonly objects: readonly SceneThing[];
  readonly stage: readonly SceneThing[];
}

/** What belongs together: all below the nearest node whose name speaks of an object, else of a part of the stage. */
function groupThings(scene: readonly Mesh[], where: string): SceneThings {
  const objects = new Map<string, SceneThing>();
  const stage = new Map<string, SceneThing>();
  for (const mesh of scene) {
    const spoken = mesh.names.flatMap(({ name, node }) => {
      const category = categoryOfName(name);
      return category === null ? [] : [{ name, node, category }];
    });
    const object = spoken.find(({ category }) => !isStuff(category));
    const thing = object ?? spoken.at(0) ?? { name: 'stage', node: mesh.node, category: 'void' };
    add(object ? objects : stage, `${thing.node}`, { name: thing.name, category: thing.category, meshes: [mesh] });
  }
  const joined = new Map<string, SceneThing>();
  for (const [key, part] of stage) add(joined, stage.size > MAX_PARTS ? part.category : key, part);
  if (objects.size <= MAX_OBJECTS) return { objects: [...objects.values()], stage: [...joined.values()] };
  throw new UsageError(`${where}: has ${objects.size} objects; give a scene of at most ${MAX_OBJECTS}.`);
}

function add(things: Map<string, SceneThing>, key: string, thing: SceneThing): void {
  const known = things.get(key);
  if (known === undefined) things.set(key, { ...thing, meshes: [...thing.meshes] });
  else known.meshes.push(...thing.meshes);
}

function isStuff(category: string): boolean {
  return STUFF.some((name) => name === category);
}

function makeHouse(id: string, floor: Floor, objects: readonly HouseObject[], parts: readonly StagePart[]): House {
  const { low, high } = floor;
  const polygon: Vec2[] = [low, [low[0], high[1]], high, [high[0], low[1]]];
  return {
    id,
    rooms: [{ id: 'room|2', type: 'LivingRoom', polygon, floor: NAMELESS }],
    walls: [],
    doors: [],
    windows: [],
    objects,
    lights: [],
    ceilingHeight: Math.min(HIGHEST_CEILING, Math.max(LOWEST_CEILING, floor.top)),
    ceiling: NAMELESS,
    roomSpecId: 'scene',
    stage: { parts, boxes: floor.boxes },
  };
}
