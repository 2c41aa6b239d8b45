import { describe, expect, it } from 'vitest';
import { Hasher } from '../../env/hash.ts';
import { cos, sin } from '../../env/trigonometry.ts';

const ANGLES = Array.from({ length: 4001 }, (_, i) => (i - 2000) * 0.0271);

describe('sin and cos', () => {
  it('are within 2.5e-16 of the engine', () => {
    for (const angle of ANGLES) {
      expect(Math.abs(sin(angle) - Math.sin(angle))).toBeLessThan(2.5e-16);
      expect(Math.abs(cos(angle) - Math.cos(angle))).toBeLessThan(2.5e-16);
    }
  });

  it('are exact where nothing has to be rounded', () => {
    expect([sin(0), cos(0), sin(Math.PI / 2), cos(Math.PI)]).toEqual([0, 1, 1, -1]);
  });

  it('have the same bits on every machine', () => {
    const digest = new Hasher().addNumbers(ANGLES.flatMap((angle) => [sin(angle), cos(angle)])).digest();
    expect(digest).toBe('b8887dad91e0ab4b');
  });
});
