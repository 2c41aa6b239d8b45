import type { RoomType } from '../env/house.ts';

/** Things and how often each is there, as `Category probability` by turns. */
type Contents = Readonly<Record<string, string>>;

/**
 * What lies on what: the receptacle frequencies of ProcTHOR's `receptacles.json`, rounded, without what we hang or build in
 * elsewhere. Added or raised is what would else hardly ever be met, and what open shelves and night stands look bare without.
 */
const ON: Contents = {
  ArmChair: 'Pillow .35 Book .09 RemoteControl .08 Laptop .08 Cloth .05 BasketBall .04',
  Bed: 'Pillow 1 Pillow .6 Laptop .22 Book .18 TeddyBear .15 CellPhone .06 Apple .04 RemoteControl .04 Boots .03 TennisRacket .04',
  Cart: 'Plate .3 Bowl .3 Bottle .25 Mug .25',
  CoffeeTable:
    'Book .24 RemoteControl .22 Bowl .19 Laptop .19 Box .1 HousePlant .17 Statue .17 Vase .17 Mug .13 CreditCard .13 Plate .11 CellPhone .1 Bottle .09 KeyChain .09 Apple .08 Cup .08 Pot .05 SprayBottle .05 AlarmClock .06 Watch .06 Candle .1 Newspaper .12 TissueBox .08 TableTopDecor .15 Pen .04',
  CounterTop:
    'SoapBottle .5 PepperShaker .27 SaltShaker .27 Spatula .27 ButterKnife .25 Bread .21 Bowl .19 Fork .18 Knife .18 Potato .18 Spoon .18 Apple .16 Cup .16 DishSponge .16 Plate .15 Pan .2 Pot .2 Mug .2 Tomato .13 Candle .1 PaperTowelRoll .15 Cloth .1 Kettle .2 Lettuce .1 HousePlant .09 Ladle .1 SprayBottle .09 Egg .06 WineBottle .1 AluminumFoil .08 TissueBox .04',
  Desk: 'Book .47 Laptop .43 Pencil .34 Pen .32 DeskLamp .4 CreditCard .2 Mug .25 CellPhone .24 KeyChain .2 CD .2 Desktop .2 Bowl .12 Apple .12 Bottle .12 RemoteControl .09 AlarmClock .08 Cup .08 Plate .06 Statue .08 Vase .08 HousePlant .05 SprayBottle .04 Watch .06 Newspaper .05 TissueBox .06',
  DiningTable:
    'Plate .39 Plate .3 Bowl .36 Apple .24 Laptop .15 Mug .24 Book .15 HousePlant .18 Bottle .17 Statue .1 Vase .2 Cup .14 Fork .12 Bread .11 ButterKnife .1 Pot .1 Potato .1 Pencil .05 RemoteControl .04 Tomato .07 Candle .1 Newspaper .08 CellPhone .05 CreditCard .05 Lettuce .05 Pen .05 Knife .06 Spoon .08 PepperShaker .06 SaltShaker .06 WineBottle .08 Kettle .03',
  Dresser:
    'Book .25 DeskLamp .15 Vase .15 CellPhone .13 HousePlant .13 AlarmClock .12 Laptop .11 RemoteControl .08 SprayBottle .08 Statue .11 Pen .09 Pencil .06 Candle .08 CreditCard .08 Cup .05 Bowl .05 CD .05 Mug .05 Box .08 Watch .06 KeyChain .04 Newspaper .04 TissueBox .08 TableTopDecor .1 BasketBall .03 Television .12',
  Ottoman: 'Newspaper .25 RemoteControl .25 Book .1',
  ShelvingUnit:
    'Vase .4 Book .4 Box .3 HousePlant .3 Statue .3 AlarmClock .12 BasketBall .08 Pot .08 TeddyBear .08 Candle .15 TableTopDecor .15 Bowl .1 DeskLamp .05 SprayBottle .05',
  SideTable:
    'DeskLamp .45 AlarmClock .23 HousePlant .15 Mug .12 Bottle .11 Vase .09 Apple .06 Book .12 Cup .07 Statue .07 Bowl .05 KeyChain .07 RemoteControl .06 Box .04 CellPhone .07 Pencil .04 Candle .05 Pen .04 CreditCard .03 CD .03 TissueBox .05 Watch .05 Plate .03 SprayBottle .03',
  Sofa: 'Pillow .8 Pillow .5 Laptop .17 RemoteControl .17 Newspaper .11 Book .08 Apple .04 Cloth .05 TeddyBear .04',
  Stool: 'HousePlant .09',
  TVStand:
    'RemoteControl .18 Bottle .1 HousePlant .13 AlarmClock .08 Box .08 Candle .1 CreditCard .06 Vase .1 Bowl .06 KeyChain .08 Statue .08 Watch .06 CD .12',
  Toilet: 'ToiletPaper .6 Cloth .2 SprayBottle .15 Candle .1 TissueBox .1',
  WashingMachine: 'SoapBottle .3 SprayBottle .2 Cloth .2',
  ClothesDryer: 'Cloth .2 Box .1',
  Safe: 'Book .2',
};

/** On the tops of bathroom furniture other things stand than elsewhere. */
const ON_IN_BATHROOM: Contents = {
  SideTable:
    'SoapBottle .4 ToiletPaper .3 Candle .2 TissueBox .2 SoapBar .25 SprayBottle .15 Cloth .15 ScrubBrush .05 DishSponge .05',
};

/** What is behind doors. `receptacles.json` tells it of fridges; the rest is where people keep it. */
const BEHIND_DOORS: Contents = {
  Fridge: 'Egg .57 Egg .3 Lettuce .27 Tomato .2 Tomato .1 Apple .17 Potato .07 WineBottle .06 Bottle .1',
  CounterTop: 'Plate .3 Bowl .25 Pot .25 Pan .2 Cup .15 Mug .15 SprayBottle .08 AluminumFoil .06 Kettle .04',
  Dresser: 'Box .1 Book .15 Vase .08 TeddyBear .04',
  Microwave: 'Potato .08 Mug .08 Bowl .06',
  Safe: 'Watch .3 Book .15 KeyChain .1 CreditCard .1',
  SideTable: 'Book .1 TissueBox .05',
  TVStand: 'CD .15 Book .1 RemoteControl .05 Box .05',
  WashingMachine: 'Cloth .3',
  ClothesDryer: 'Cloth .25',
};

/** What is in drawers. */
const IN_DRAWERS: Contents = {
  CounterTop: 'Fork .25 Spoon .25 ButterKnife .2 Knife .15 Spatula .15 Ladle .1 Cloth .08 AluminumFoil .05',
  Dresser: 'Cloth .25 Book .1 Watch .1 KeyChain .06 CreditCard .05 CD .06 Pen .04 CellPhone .04',
  Desk: 'Pen .2 Pencil .2 CD .1 CreditCard .06 KeyChain .06 Watch .05',
  Fridge: 'Bread .15 Lettuce .1',
  SideTable: 'Watch .12 Pen .1 Book .1 CellPhone .05 KeyChain .05',
};

/** Things that stand or lie on the floor along the walls. */
const ON_FLOOR: Readonly<Record<RoomType, string>> = {
  Kitchen: 'HousePlant .25 Box .12 VacuumCleaner .1',
  LivingRoom:
    'HousePlant .6 Box .2 FloorLamp .35 RoomDecor .25 BasketBall .12 VacuumCleaner .12 Ottoman .3 Footstool .2 GarbageCan .15 WateringCan .12 Stool .1',
  Bedroom:
    'HousePlant .35 Box .25 BasketBall .15 BaseballBat .12 Dumbbell .15 Boots .25 GarbageCan .3 Safe .12 Ottoman .15 Footstool .12 VacuumCleaner .08 TennisRacket .06 RoomDecor .12',
  Bathroom: 'HousePlant .2 Dumbbell .04',
  Hallway: 'HousePlant .2 VacuumCleaner .08 Box .06 BaseballBat .05 TennisRacket .05',
};

/** A thing and how probable it is. */
export interface Content {
  readonly category: string;
  readonly chance: number;
}

/** What may lie on a receptacle in a room of this type. */
export function contentsOn(receptacle: string, room: RoomType): readonly Content[] {
  return parse((room === 'Bathroom' ? ON_IN_BATHROOM[receptacle] : undefined) ?? ON[receptacle]);
}

/** What may lie behind a receptacle's doors or in its drawers. */
export function contentsIn(receptacle: string, enclosure: 'door' | 'drawer'): readonly Content[] {
  return parse((enclosure === 'door' ? BEHIND_DOORS : IN_DRAWERS)[receptacle]);
}

/** What may stand on the floor of a room. */
export function contentsOfFloor(room: RoomType): readonly Content[] {
  return parse(ON_FLOOR[room]);
}

const parsed = new Map<string, readonly Content[]>();

function parse(list = ''): readonly Content[] {
  const known = parsed.get(list);
  if (known !== undefined) return known;
  const contents = [...list.matchAll(/(\w+) ([.\d]+)/g)].map(([, category, chance]) => ({
    category,
    chance: Number(chance),
  }));
  parsed.set(list, contents);
  return contents;
}
