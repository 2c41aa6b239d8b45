import type { Color } from '../env/geometry.ts';
import { Rng } from '../env/random.ts';
import type { ObjectStyle } from './object-styles.ts';

/** sRGB from `#rrggbb`, three decimals. */
function hex(code: string): Color {
  const channel = (at: number): number => Math.round((parseInt(code.slice(at, at + 2), 16) / 255) * 1000) / 1000;
  return [channel(1), channel(3), channel(5)];
}

/** Tints of a family of things: those that houses usually have, and those kept for houses in the held-out style. */
interface Tints {
  readonly usual: readonly Color[];
  readonly heldOut: readonly Color[];
}

const tints = (usual: string, heldOut: string): Tints => ({
  usual: usual.split(' ').map(hex),
  heldOut: heldOut.split(' ').map(hex),
});

const WOOD = tints(
  '#b98a5a #9c6b3f #7a4e2d #c8a273 #5c3a24 #d8bd94 #8a5f3c #e4d3b5 #6f4a33',
  '#4d6b5c #7d2f2c #8f98a3',
);
const PAINTED = tints('#f2efe8 #e6e1d6 #3b3b3d #b98a5a #7a4e2d #9aa7a0 #c8a273', '#4a6d8c #d9b24a #a8483c');
const FABRIC = tints(
  '#7d8791 #a79a87 #50606e #8a4f43 #6d7a5c #c2b6a3 #3f5a6b #9c7d5f #b8a24f #5a5560 #d7cdbd',
  '#7b3f6e #2f8f86 #d9823f',
);
const LINEN = tints(
  '#e9e4d9 #8fa6b8 #b8c3a9 #c9a9a0 #6f8096 #d6c49c #9a8fa8 #f1eee8 #547279',
  '#d98b4f #5f9f7a #7a3f4f',
);
const STEEL = tints('#e9eaea #c3c7ca #3a3d40 #d9d4cb #b0b4b8', '#8f3b35 #8fb59f');
const WHITE = tints('#f4f4f1 #efede6 #f7f7f5', '#d9c08f #a9c8d4');
const CERAMIC = tints(
  '#f0ece2 #c94f3d #3f6f8f #e0b04c #5f8f6b #2f3e4e #d9a79a #8aa5a5 #b5533c',
  '#7a5aa0 #c4d64f #d65a8f',
);
const PLASTIC = tints('#4b6a88 #b0423a #55585c #d9d3c7 #3f7f6a #e0a23c #7a5a8c #2d2f33', '#d65a9a #8fc43f #4fb5d6');
const DARK = tints('#1f2124 #2c2e33 #3b3d42 #17181a', '#5a2f2f #2f4f6a');
const METAL = tints('#b8bcc0 #9da2a6 #c9ccd0 #8f8f8c', '#b58f5a #a8664f');
const PLANT = tints('#4f7a3d #5f8c48 #3f6b3a #6d9352 #49804f', '#8a4f6a #a8b04f');
const CARDBOARD = tints('#b58d5e #a67c4e #c49c6c #8f6d48', '#8f9aa3 #e0dccf');
const ART = tints('#c46a4a #4f7591 #d1a34a #64885f #8c5f7e #3f5560 #b8c4c9 #d98f6f', '#3f8f4f #b03f5a #5a4fb0');
const PAPER = tints('#f3f1ea #ebe7dc', '#d9c07f #a9c8d9');
const TOWEL = tints('#e6e0d2 #6d93a8 #b9785f #8aa37f #d7b56b #f1efe9 #45606f', '#7f4f8a #c4504f #3f8f6f');

/** Tints by category; an object's colour multiplies the parts of its model that take a tint. */
const TINTS: Readonly<Record<string, Tints>> = {
  AlarmClock: PLASTIC,
  Apple: tints('#b5302a #c6463a #8fae3e #d2b33c #a3262b', '#5f7f2f #e3b98f'),
  ArmChair: FABRIC,
  BaseballBat: WOOD,
  BasketBall: tints('#c96a2c #b85a24 #d67a3c', '#3f5a8a #8a3f6a'),
  Bed: LINEN,
  Blinds: WHITE,
  Book: PLASTIC,
  Boots: tints('#5c4030 #2f2b28 #7a5a3c', '#8a2f2f #3f6a5a'),
  Bottle: tints('#4f7d58 #7fb0c4 #8c5a34 #c9d8d4', '#8a3f5a #d9c45a'),
  Bowl: CERAMIC,
  Box: CARDBOARD,
  Bread: tints('#b9803f #a86d33 #c9975a', '#6a4426 #e3c48f'),
  Candle: tints('#f1e6cf #d9b8a4 #b8c4b0 #a84a43', '#3f6f7a #c9a83f'),
  Cart: METAL,
  Chair: WOOD,
  Cloth: TOWEL,
  CoffeeTable: WOOD,
  CounterTop: tints('#e9e4d9 #8a5f3c #c8a273 #5d6b73 #f2efe8 #6f7f6c #3c4a57', '#9a3f3a #d9c04f'),
  Cup: CERAMIC,
  Desk: WOOD,
  DeskLamp: PLASTIC,
  DiningTable: WOOD,
  DishSponge: tints('#d9c23f #6fa34f', '#d65a7a #4f9fc4'),
  DogBed: FABRIC,
  Door: tints('#f0ede5 #b98a5a #7a4e2d #9c6b3f #e2d8c6 #d8cbb3', '#4f7f8a #8a2f34'),
  Dresser: PAINTED,
  Dumbbell: DARK,
  Egg: tints('#efe2cf #d9b48c #f4ede2', '#a9643f #a9cfc4'),
  FloorLamp: tints('#efe6d2 #e2d3b5 #d8cfc0 #c9a06a', '#8fae9f #c9604a'),
  Footstool: WOOD,
  Fridge: STEEL,
  GarbageBag: DARK,
  GarbageCan: tints('#55585c #8d9296 #3f6b5a #b9bcbf #2f3236', '#b03a34 #c4a83f #2f5f9a'),
  HandTowel: TOWEL,
  HousePlant: PLANT,
  Kettle: tints('#b8bcc0 #b0423a #2f3236 #e9e4d9', '#3f7f9a #d9a83f'),
  Laptop: tints('#9da2a6 #3b3d42 #c9ccd0', '#c97a8a #2f5f8f'),
  LaundryHamper: tints('#c9b48c #e6dfd0 #8f9aa0 #a98a63', '#4f6a5a #9a4f4a'),
  Lettuce: tints('#86b04c #6f9f45 #9abf5f', '#7a3f5a #4a6a2a'),
  Microwave: tints('#2c2e33 #c3c7ca #e9eaea', '#a83a34 #8fc4b5'),
  Mug: CERAMIC,
  Ottoman: FABRIC,
  Painting: ART,
  Pen: PLASTIC,
  Pencil: tints('#e0a92f #b0423a #3f6f8f', '#3f9f4f #8a3f9f'),
  Pillow: FABRIC,
  Plate: CERAMIC,
  Plunger: tints('#a8382f #7a2a26 #3b3d42', '#c4a83f #3f6f8f'),
  Pot: tints('#b8bcc0 #2f3236 #a8382f', '#3f6f8f #d9a83f'),
  Potato: tints('#b48a56 #a67b48', '#8a4a5f #5f4f7a'),
  RoomDecor: CERAMIC,
  Safe: DARK,
  ShelvingUnit: PAINTED,
  ShowerCurtain: TOWEL,
  SideTable: WOOD,
  SoapBottle: PLASTIC,
  Sofa: FABRIC,
  Spatula: PLASTIC,
  SprayBottle: PLASTIC,
  Statue: tints('#8c7a5f #d6cfc0 #5f6a6b #b08d57', '#8f4f3f #2a2c30'),
  Stool: WOOD,
  TVStand: tints('#5c3a24 #3b3b3d #b98a5a #e6e1d6 #7a4e2d', '#4f7a7a #8a3f3a'),
  TableTopDecor: CERAMIC,
  TeddyBear: tints('#a8774a #8a5a36 #c49c6c', '#d9cfc0 #6a6f7a #c98fa0'),
  Television: DARK,
  TennisRacket: PLASTIC,
  TissueBox: PLASTIC,
  Toaster: tints('#b8bcc0 #b0423a #2f3236 #d9d3c7', '#3f7f6f #e0c04c'),
  Toilet: WHITE,
  Sink: WHITE,
  ToiletPaper: PAPER,
  PaperTowelRoll: PAPER,
  Newspaper: PAPER,
  Tomato: tints('#c23a2a #d04a34', '#d9a53a #5f3a54'),
  Towel: TOWEL,
  VacuumCleaner: PLASTIC,
  Vase: CERAMIC,
  WashingMachine: WHITE,
  ClothesDryer: WHITE,
  WateringCan: tints('#4f7a5a #8aa5a5 #c94f3d', '#d9b24a #7a5a8c'),
  WineBottle: tints('#2f4a34 #3f2a2c #4f5f3a', '#c9d0b0 #8a2a3a'),
};

/** How much darker and lighter a tint may come out. */
export const SHADES = [0.92, 1.06] as const;

/** The tints of a category in houses of a style, before `drawColor` makes them a little lighter or darker. */
export function tintsOf(category: string, style: ObjectStyle): readonly Color[] {
  const { usual, heldOut } = TINTS[category] ?? METAL;
  return style === 'held-out' ? heldOut : usual;
}

/** A tint for an object of this category, a little lighter or darker each time. */
export function drawColor(category: string, rng: Rng, style: ObjectStyle = 'train'): Color {
  const [r, g, b] = rng.pick(tintsOf(category, style));
  const shade = rng.uniform(...SHADES);
  const tint = (value: number): number => Math.round(Math.min(1, value * shade) * 1000) / 1000;
  return [tint(r), tint(g), tint(b)];
}

/** The tint of an asset whose file names none: the same name, the same tint. */
export function colorOfAsset(category: string, assetId: string): Color {
  return drawColor(category, new Rng(`tint/${assetId}`));
}
