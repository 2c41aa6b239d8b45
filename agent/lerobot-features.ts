import sharp from 'sharp';
import { ACTIONS, type SensorName } from '../env/env.ts';
import { NUM_SUBSTEPS, SUBSTEP } from '../env/physics/physics-constants.ts';
import type { ColumnType, ImageCell } from './lerobot-parquet.ts';
import type { Recording } from './recording.ts';

/** Actions in a second of the simulated world. */
export const FRAMES_PER_SECOND = 1 / (NUM_SUBSTEPS * SUBSTEP);

/** What a recording has pictures of, as channels and the value that counts as 1. */
const PICTURES = {
  rgb: { channels: 3, scale: 255 },
  depth: { channels: 1, scale: 1 },
  semantic: { channels: 1, scale: 255 },
} as const satisfies Partial<Record<SensorName, { channels: number; scale: number }>>;

/** A sensor whose pictures can be exported. */
export type PictureName = keyof typeof PICTURES;
export const PICTURE_NAMES = ['rgb', 'depth', 'semantic'] as const satisfies readonly PictureName[];

/** One feature of a LeRobot dataset: its entry in `info.json`, its column, and its value at each frame. */
export interface Feature {
  readonly name: string;
  readonly dtype: 'image' | 'float32';
  readonly shape: readonly number[];
  readonly names: readonly string[] | null;
  /** A picture's channels, or a vector's elements. */
  readonly numElements: number;
  /** What statistics of a picture are divided by. */
  readonly scale: number;
  readonly column: ColumnType;
  /** The numbers of one frame, for statistics. */
  numbersAt(recording: Recording, frame: number): ArrayLike<number>;
  /** The cell of one frame. */
  cellAt(recording: Recording, frame: number): Promise<unknown>;
}

/** The features of recordings of one frame size: pictures, where the agent is, what it bumped into, and what it does next. */
export function recordedFeatures(pictures: readonly PictureName[], width: number, height: number): Feature[] {
  return [
    ...pictures.map((picture) => pictureFeature(picture, width, height)),
    vectorFeature('observation.state', ['x', 'z', 'yaw', 'pitch'], ({ poses }, t) => poses.subarray(t * 4, t * 4 + 4)),
    vectorFeature('observation.collided', ['collided'], ({ collided }, t) => [t === 0 ? 0 : collided[t - 1]]),
    // One-hot, since LeRobot's policies put out vectors: the largest element names the action.
    vectorFeature('action', ACTIONS, ({ actions }, t) => ACTIONS.map((_, action) => Number(actions[t] === action))),
  ];
}

function vectorFeature(name: string, names: readonly string[], numbersAt: Feature['numbersAt']): Feature {
  const isNumber = names.length === 1;
  return {
    name,
    dtype: 'float32',
    shape: [names.length],
    names,
    numElements: names.length,
    scale: 1,
    // LeRobot takes what has one element for a number, not for a vector.
    column: isNumber ? 'float32' : { list: 'float32' },
    numbersAt,
    cellAt: async (recording, frame) => {
      const numbers = numbersAt(recording, frame);
      return isNumber ? numbers[0] : Array.from(numbers);
    },
  };
}

function pictureFeature(picture: PictureName, width: number, height: number): Feature {
  const { channels, scale } = PICTURES[picture];
  const size = width * height * channels;
  const pixelsAt = (recording: Recording, frame: number): Uint8Array | Uint16Array =>
    recording[picture].subarray(frame * size, (frame + 1) * size);
  return {
    name: `observation.images.${picture}`,
    dtype: 'image',
    shape: [height, width, channels],
    names: ['height', 'width', 'channels'],
    numElements: channels,
    scale,
    column: 'image',
    numbersAt: pixelsAt,
    cellAt: async (recording, frame): Promise<ImageCell> => ({
      bytes: await encodePng(pixelsAt(recording, frame), width, height, channels),
      path: `frame-${String(frame).padStart(6, '0')}.png`,
    }),
  };
}

/** 8 bits a channel, or 16 for millimetres. */
function encodePng(
  pixels: Uint8Array | Uint16Array,
  width: number,
  height: number,
  channels: 1 | 3,
): Promise<Uint8Array> {
  const image = sharp(pixels, { raw: { width, height, channels } });
  const space = channels === 3 ? 'srgb' : pixels instanceof Uint16Array ? 'grey16' : 'b-w';
  return image.toColourspace(space).png().toBuffer();
}
