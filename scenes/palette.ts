import type { Color } from '../env/geometry.ts';
import { Rng } from '../env/random.ts';

/** sRGB from `#rrggbb`, three decimals. */
function hex(code: string): Color {
  const channel = (at: number): number => Math.round((parseInt(code.slice(at, at + 2), 16) / 255) * 1000) / 1000;
  return [channel(1), channel(3), channel(5)];
}

const swatch = (codes: string): readonly Color[] => codes.split(' ').map(hex);

const WOOD = swatch('#b98a5a #9c6b3f #7a4e2d #c8a273 #5c3a24 #d8bd94 #8a5f3c #e4d3b5 #6f4a33');
const PAINTED = swatch('#f2efe8 #e6e1d6 #3b3b3d #b98a5a #7a4e2d #9aa7a0 #c8a273');
const FABRIC = swatch('#7d8791 #a79a87 #50606e #8a4f43 #6d7a5c #c2b6a3 #3f5a6b #9c7d5f #b8a24f #5a5560 #d7cdbd');
const LINEN = swatch('#e9e4d9 #8fa6b8 #b8c3a9 #c9a9a0 #6f8096 #d6c49c #9a8fa8 #f1eee8 #547279');
const STEEL = swatch('#e9eaea #c3c7ca #3a3d40 #d9d4cb #b0b4b8');
const WHITE = swatch('#f4f4f1 #efede6 #f7f7f5');
const CERAMIC = swatch('#f0ece2 #c94f3d #3f6f8f #e0b04c #5f8f6b #2f3e4e #d9a79a #8aa5a5 #b5533c');
const PLASTIC = swatch('#4b6a88 #b0423a #55585c #d9d3c7 #3f7f6a #e0a23c #7a5a8c #2d2f33');
const DARK = swatch('#1f2124 #2c2e33 #3b3d42 #17181a');
const METAL = swatch('#b8bcc0 #9da2a6 #c9ccd0 #8f8f8c');
const PLANT = swatch('#4f7a3d #5f8c48 #3f6b3a #6d9352 #49804f');
const CARDBOARD = swatch('#b58d5e #a67c4e #c49c6c #8f6d48');
const ART = swatch('#c46a4a #4f7591 #d1a34a #64885f #8c5f7e #3f5560 #b8c4c9 #d98f6f');
const PAPER = swatch('#f3f1ea #ebe7dc');
const TOWEL = swatch('#e6e0d2 #6d93a8 #b9785f #8aa37f #d7b56b #f1efe9 #45606f');

/** Tints by category; an object's colour multiplies the parts of its model that take a tint. */
const TINTS: Readonly<Record<string, readonly Color[]>> = {
  AlarmClock: PLASTIC,
  Apple: swatch('#b5302a #c6463a #8fae3e #d2b33c #a3262b'),
  ArmChair: FABRIC,
  BaseballBat: WOOD,
  BasketBall: swatch('#c96a2c #b85a24 #d67a3c'),
  Bed: LINEN,
  Blinds: WHITE,
  Book: PLASTIC,
  Boots: swatch('#5c4030 #2f2b28 #7a5a3c'),
  Bottle: swatch('#4f7d58 #7fb0c4 #8c5a34 #c9d8d4'),
  Bowl: CERAMIC,
  Box: CARDBOARD,
  Bread: swatch('#b9803f #a86d33 #c9975a'),
  Candle: swatch('#f1e6cf #d9b8a4 #b8c4b0 #a84a43'),
  Cart: METAL,
  Chair: WOOD,
  Cloth: TOWEL,
  CoffeeTable: WOOD,
  CounterTop: swatch('#e9e4d9 #8a5f3c #c8a273 #5d6b73 #f2efe8 #6f7f6c #3c4a57'),
  Cup: CERAMIC,
  Desk: WOOD,
  DeskLamp: PLASTIC,
  DiningTable: WOOD,
  DishSponge: swatch('#d9c23f #6fa34f'),
  DogBed: FABRIC,
  Door: swatch('#f0ede5 #b98a5a #7a4e2d #9c6b3f #e2d8c6 #d8cbb3'),
  Dresser: PAINTED,
  Dumbbell: DARK,
  Egg: swatch('#efe2cf #d9b48c #f4ede2'),
  FloorLamp: swatch('#efe6d2 #e2d3b5 #d8cfc0 #c9a06a'),
  Footstool: WOOD,
  Fridge: STEEL,
  GarbageBag: DARK,
  GarbageCan: swatch('#55585c #8d9296 #3f6b5a #b9bcbf #2f3236'),
  HandTowel: TOWEL,
  HousePlant: PLANT,
  Kettle: swatch('#b8bcc0 #b0423a #2f3236 #e9e4d9'),
  Laptop: swatch('#9da2a6 #3b3d42 #c9ccd0'),
  LaundryHamper: swatch('#c9b48c #e6dfd0 #8f9aa0 #a98a63'),
  Lettuce: swatch('#86b04c #6f9f45 #9abf5f'),
  Microwave: swatch('#2c2e33 #c3c7ca #e9eaea'),
  Mug: CERAMIC,
  Ottoman: FABRIC,
  Painting: ART,
  Pen: PLASTIC,
  Pencil: swatch('#e0a92f #b0423a #3f6f8f'),
  Pillow: FABRIC,
  Plate: CERAMIC,
  Plunger: swatch('#a8382f #7a2a26 #3b3d42'),
  Pot: swatch('#b8bcc0 #2f3236 #a8382f'),
  Potato: swatch('#b48a56 #a67b48'),
  RoomDecor: CERAMIC,
  Safe: DARK,
  ShelvingUnit: PAINTED,
  ShowerCurtain: TOWEL,
  SideTable: WOOD,
  SoapBottle: PLASTIC,
  Sofa: FABRIC,
  Spatula: PLASTIC,
  SprayBottle: PLASTIC,
  Statue: swatch('#8c7a5f #d6cfc0 #5f6a6b #b08d57'),
  Stool: WOOD,
  TVStand: swatch('#5c3a24 #3b3b3d #b98a5a #e6e1d6 #7a4e2d'),
  TableTopDecor: CERAMIC,
  TeddyBear: swatch('#a8774a #8a5a36 #c49c6c'),
  Television: DARK,
  TennisRacket: PLASTIC,
  TissueBox: PLASTIC,
  Toaster: swatch('#b8bcc0 #b0423a #2f3236 #d9d3c7'),
  Toilet: WHITE,
  Sink: WHITE,
  ToiletPaper: PAPER,
  PaperTowelRoll: PAPER,
  Newspaper: PAPER,
  Tomato: swatch('#c23a2a #d04a34'),
  Towel: TOWEL,
  VacuumCleaner: PLASTIC,
  Vase: CERAMIC,
  WashingMachine: WHITE,
  ClothesDryer: WHITE,
  WateringCan: swatch('#4f7a5a #8aa5a5 #c94f3d'),
  WineBottle: swatch('#2f4a34 #3f2a2c #4f5f3a'),
};

/** A tint for an object of this category, a little lighter or darker each time. */
export function drawColor(category: string, rng: Rng): Color {
  const [r, g, b] = rng.pick(TINTS[category] ?? METAL);
  const shade = rng.uniform(0.92, 1.06);
  const tint = (value: number): number => Math.round(Math.min(1, value * shade) * 1000) / 1000;
  return [tint(r), tint(g), tint(b)];
}

/** The tint of an asset whose file names none: the same name, the same tint. */
export function colorOfAsset(category: string, assetId: string): Color {
  return drawColor(category, new Rng(`tint/${assetId}`));
}
