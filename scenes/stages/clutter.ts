import type { HouseObject, RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { standAgainstWall } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { standOn } from './small-objects.ts';

/**
 * What lies on what, and how often: `Category probability`, after the receptacle frequencies of ProcTHOR's `receptacles.json`
 * (rounded, the rare ones raised so that every category is met).
 */
const ON: Readonly<Record<string, string>> = {
  ArmChair: 'Pillow .35 Book .12 RemoteControl .08 Laptop .06 Cloth .05',
  Bed: 'Pillow 1 Pillow .6 Laptop .2 Book .18 TeddyBear .15 CellPhone .08 Boots .03 TennisRacket .06',
  Cart: 'Plate .3 Bowl .3 Bottle .25 Mug .25',
  CoffeeTable:
    'Book .3 RemoteControl .3 Bowl .2 Laptop .15 Box .1 HousePlant .2 Statue .15 Vase .2 Mug .2 Newspaper .15 Plate .1 CellPhone .1 Candle .12 Watch .06 TissueBox .08 TableTopDecor .15 CreditCard .08 KeyChain .08',
  CounterTop:
    'SoapBottle .4 Bread .25 PepperShaker .25 SaltShaker .25 Knife .2 ButterKnife .15 Spatula .2 Bowl .25 Fork .15 Spoon .15 Potato .15 Apple .2 Tomato .18 Lettuce .15 Cup .2 Mug .25 Plate .2 DishSponge .2 Pan .2 Pot .2 Kettle .2 PaperTowelRoll .2 Ladle .1 Egg .1 WineBottle .12 SprayBottle .08 AluminumFoil .08 HousePlant .08 Cloth .08',
  Desk: 'Laptop .4 Desktop .25 DeskLamp .45 Book .45 Pencil .3 Pen .3 Mug .25 CellPhone .2 CD .15 KeyChain .15 CreditCard .15 AlarmClock .08 Bowl .08 Statue .08 TissueBox .06 Newspaper .06',
  DiningTable:
    'Plate .4 Plate .3 Bowl .35 Apple .25 Mug .25 Cup .2 Bread .15 Vase .25 HousePlant .15 Bottle .15 Statue .08 Fork .15 Knife .1 Spoon .12 Candle .12 Tomato .08 Potato .06 Lettuce .05 SaltShaker .1 PepperShaker .1 WineBottle .1 Newspaper .1 Laptop .1 Book .12 Pot .08 Kettle .05',
  Dresser:
    'Book .25 Vase .2 DeskLamp .2 HousePlant .18 AlarmClock .12 CellPhone .12 Candle .1 Statue .12 SprayBottle .08 Box .08 Pen .06 Watch .1 KeyChain .05 TissueBox .1 TableTopDecor .1 BasketBall .03 Television .12',
  Ottoman: 'Newspaper .25 RemoteControl .25 Book .15',
  ShelvingUnit:
    'Vase .4 Book .4 Box .3 HousePlant .3 Statue .3 AlarmClock .15 BasketBall .1 Pot .08 TeddyBear .08 Candle .15 TableTopDecor .15 Bowl .1',
  SideTable:
    'DeskLamp .5 AlarmClock .25 Book .18 Mug .15 HousePlant .12 Vase .12 Bottle .08 Candle .08 CellPhone .1 KeyChain .07 RemoteControl .06 Cup .07 Statue .06 TissueBox .06 Watch .06',
  Sofa: 'Pillow .8 Pillow .5 RemoteControl .15 Laptop .12 Newspaper .12 Book .08 Cloth .05 TeddyBear .04',
  Stool: 'HousePlant .1',
  TVStand: 'RemoteControl .2 HousePlant .13 Vase .1 Candle .1 Box .05 KeyChain .06 Statue .1 CD .1 Watch .05',
  Toilet: 'ToiletPaper .5 Cloth .1 TissueBox .15 Candle .08 SprayBottle .1',
  WashingMachine: 'SoapBottle .3 SprayBottle .2 Cloth .2',
  ClothesDryer: 'Cloth .2 Box .1',
  Safe: 'Book .2',
};

/** On the tops of bathroom furniture other things stand than elsewhere. */
const IN_BATHROOM = 'SoapBottle .4 ToiletPaper .3 Candle .2 TissueBox .2 SoapBar .25 SprayBottle .15 Cloth .15';

/** How far back on its receptacle a thing lies: pillows at a bed's head, televisions anywhere. */
const DEPTHWISE: Readonly<Record<string, number>> = {
  'Bed Pillow': 0.95,
  'Sofa Pillow': 0.8,
  'Desk Desktop': 0.9,
  'Desk DeskLamp': 0.8,
};

/** Heavy or standing things that nobody knocks over by walking by. */
const FIXED: ReadonlySet<string> = new Set([
  'Television',
  'Desktop',
  'DeskLamp',
  'Microwave',
  'HousePlant',
  'TableTopDecor',
]);

/** Things that stand or lie on the floor along the walls, and how often. */
const ON_FLOOR: Readonly<Record<RoomType, string>> = {
  Kitchen: 'HousePlant .25 Box .12 VacuumCleaner .1',
  LivingRoom:
    'HousePlant .6 Box .2 FloorLamp .35 RoomDecor .25 BasketBall .12 VacuumCleaner .12 Ottoman .3 Footstool .2 GarbageCan .15 WateringCan .12 Stool .1',
  Bedroom:
    'HousePlant .35 Box .25 BasketBall .15 BaseballBat .12 Dumbbell .15 Boots .25 GarbageCan .3 Safe .12 Ottoman .15 Footstool .12 VacuumCleaner .08 TennisRacket .06 RoomDecor .12',
  Bathroom: 'HousePlant .2 Dumbbell .04',
  Hallway: 'HousePlant .2 VacuumCleaner .08 Box .06 BaseballBat .05 TennisRacket .05',
};
/** Floor things that are light enough to be pushed. */
const LOOSE: ReadonlySet<string> = new Set([
  'Box',
  'BasketBall',
  'Boots',
  'GarbageCan',
  'BaseballBat',
  'WateringCan',
  'Dumbbell',
]);

/** Spreads small things over the floor's edges and over every receptacle of a room. */
export function scatter(rng: Rng, space: RoomSpace): void {
  for (const [category, chance] of entries(ON_FLOOR[space.room.type])) {
    const stream = rng.child(`floor-${category}`);
    if (!stream.chance(chance)) continue;
    const loose = LOOSE.has(category);
    standAgainstWall(stream, space, category, {
      corner: 1,
      access: 0.15,
      loose,
      lit: category === 'FloorLamp' ? true : undefined,
      lying: category === 'BaseballBat',
    });
  }
  for (const receptacle of [...space.objects]) {
    if (receptacle.parentId === null) fill(rng.child(receptacle.id), space, receptacle);
  }
}

function fill(rng: Rng, space: RoomSpace, receptacle: HouseObject): void {
  const list = ON[receptacle.category];
  if (list === undefined) return;
  const bathroom = space.room.type === 'Bathroom' && receptacle.category === 'SideTable';
  // The more room, the more things: a large table carries more than a small one.
  const plenty = Math.min(1.6, Math.max(0.7, receptacle.size[0] * receptacle.size[2] + 0.5));
  for (const [category, chance] of entries(bathroom ? IN_BATHROOM : list)) {
    if (!rng.chance(chance * plenty)) continue;
    const asset = space.draw(rng, category, ({ size }) => size[1] < 0.6);
    const depthwise = DEPTHWISE[`${receptacle.category} ${category}`];
    const isOn = category === 'DeskLamp' ? rng.chance(0.6) : undefined;
    standOn(rng, space, receptacle, asset, { fixed: FIXED.has(category), depthwise, isOn });
  }
}

const parsed = new Map<string, readonly (readonly [category: string, chance: number])[]>();

function entries(list: string): readonly (readonly [category: string, chance: number])[] {
  const known = parsed.get(list);
  if (known !== undefined) return known;
  const words = list.split(' ');
  const pairs = words.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(words[i + 1])] as const] : []));
  parsed.set(list, pairs);
  return pairs;
}
