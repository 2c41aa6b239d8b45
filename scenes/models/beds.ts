import { BOTH, squareLegs } from './furniture-parts.ts';
import { LINEN, OAK, solid, tinted, WHITE } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const COVER = tinted('fabric');
const COVER_SHADE = tinted('fabric', 0.85);
const FRAME = OAK;

/** Mattress, blanket turned down at the pillows, pillows at the head (+Z). */
function bedding(m: ModelBuilder, width: number, length: number, base: number, pillows: number): number {
  const top = base + 0.22;
  m.box(LINEN, [0, base, 0], [width, 0.22, length], 0.05);
  m.box(COVER, [0, base + 0.03, -0.17], [width + 0.04, 0.215, length - 0.3], 0.05, 0.008);
  m.box(LINEN, [0, top - 0.03, length / 2 - 0.4], [width + 0.02, 0.06, 0.2], 0.025);
  const each = width / pillows;
  for (let i = 0; i < pillows; i++) {
    const x = (i - (pillows - 1) / 2) * each;
    m.placed({ at: [x, top - 0.01, length / 2 - 0.2], pitch: -0.25 }, () =>
      m.pillow(WHITE, [0, 0, 0], [each - 0.08, 0.15, 0.4], 5, 2.2, 3),
    );
  }
  return top;
}

/** The mattress, with things standing on the blanket only, and the headboard. */
function bedColliders(m: ModelBuilder, width: number, length: number, mattress: number, head: number): void {
  const pillows = 0.5;
  const top = mattress + 0.025;
  m.support([0, 0, -pillows / 2], [width, top, length - pillows]);
  m.collider([0, 0, (length - pillows) / 2], [width, top + 0.05, pillows]);
  m.collider([0, 0, length / 2 - 0.03], [width, head, 0.06]);
}

function panelBed(m: ModelBuilder, width: number, pillows: number, wood: Material): void {
  const length = 2.12;
  squareLegs(m, wood, [width + 0.04, length + 0.06], [0, 0.3], 0.07);
  m.box(wood, [0, 0.16, 0], [width + 0.04, 0.16, length]);
  m.box(wood, [0, 0.1, length / 2 + 0.02], [width + 0.08, 0.9, 0.06], 0.012);
  m.box(wood, [0, 0.94, length / 2 + 0.02], [width + 0.12, 0.06, 0.09], 0.012);
  m.box(wood, [0, 0.1, -length / 2 - 0.01], [width + 0.08, 0.36, 0.05], 0.012);
  const top = bedding(m, width, length - 0.08, 0.28, pillows);
  bedColliders(m, width + 0.1, length + 0.1, top, 1);
}

function upholsteredBed(m: ModelBuilder): void {
  const [width, length] = [1.6, 2.12];
  for (const x of BOTH) for (const z of BOTH) m.cylinder(OAK, [x * 0.74, 0, z * 0.95], 0.025, 0.12, 0.03, 8);
  m.box(COVER_SHADE, [0, 0.1, 0], [width + 0.08, 0.24, length], 0.03);
  for (const x of [-0.56, 0, 0.56]) {
    m.box(COVER_SHADE, [x, 0.2, length / 2 + 0.03], [0.56, 0.92, 0.13], 0.04, 0.02);
  }
  const top = bedding(m, width, length - 0.1, 0.3, 2);
  bedColliders(m, width + 0.1, length + 0.2, top, 1.1);
}

function railBed(m: ModelBuilder): void {
  const [width, length] = [1.0, 2.02];
  const iron = solid(0x2f3033, 'metal');
  for (const [z, high] of [
    [1, 0.95],
    [-1, 0.62],
  ] as const) {
    const at = (z * length) / 2;
    for (const x of BOTH) {
      m.cylinder(iron, [x * 0.5, 0, at], 0.022, high, 0.022, 8);
      m.ball(iron, [x * 0.5, high + 0.02, at], [0.035, 0.035, 0.035], 8, 5);
    }
    for (const y of [0.38, high - 0.06]) m.rod(iron, [-0.5, y, at], [0.5, y, at], 0.015, 0.015, 6);
    for (const x of [-0.33, -0.165, 0, 0.165, 0.33]) m.rod(iron, [x, 0.38, at], [x, high - 0.06, at], 0.009, 0.009, 5);
  }
  for (const x of BOTH) m.box(iron, [x * 0.49, 0.25, 0], [0.03, 0.06, length]);
  const top = bedding(m, width - 0.04, length - 0.06, 0.28, 1);
  bedColliders(m, width, length + 0.04, top, 0.98);
}

function dogBed(m: ModelBuilder): void {
  m.pillow(COVER, [0, 0.02, 0], [0.72, 0.14, 0.56], 4, 2.5, 2);
  const ring = Array.from({ length: 14 }, (_, i) => {
    const angle = Math.PI * (-0.38 + (1.76 * i) / 13);
    return [0.42 * Math.cos(angle), 0.12, 0.34 * Math.sin(angle)];
  }).flat();
  m.pipe(COVER_SHADE, ring, 0.11, 8);
  bone(m, 0.17);
}

/** A bone to chew. */
function bone(m: ModelBuilder, y: number): void {
  m.placed({ at: [0.02, y, -0.02], yaw: 0.6 }, () => {
    m.rod(WHITE, [-0.1, 0, 0], [0.1, 0, 0], 0.018);
    for (const x of BOTH) for (const z of BOTH) m.ball(WHITE, [x * 0.11, 0, z * 0.022], [0.03, 0.022, 0.03], 6, 4);
  });
}

function flatDogBed(m: ModelBuilder): void {
  m.pillow(COVER_SHADE, [0, 0, 0], [0.9, 0.17, 0.9], 2.3, 2.2, 4);
  m.pillow(COVER, [0, 0.12, 0], [0.6, 0.08, 0.6], 2.2, 2.2, 3);
  bone(m, 0.21);
}

/** Beds, for people and for dogs. */
export const beds: ModelGroup = {
  Bed: [(m) => panelBed(m, 1.5, 2, FRAME), upholsteredBed, (m) => panelBed(m, 0.98, 1, WHITE), railBed],
  DogBed: [dogBed, flatDogBed],
};
