import type { Vec3 } from '../../env/geometry.ts';
import type { Patch } from './patch.ts';
import { add, addFace, addVertex, cross, dot, emptyPatch, joinRings, normalize, scale, subtract } from './patch.ts';

/** A point of an outline: radius and height (lathe), or x and y (prism), metres. */
export type Point2 = readonly [number, number];

/** Neighbouring sides that turn by more than this keep a hard edge, radians. */
const CREASE = 0.7;

/**
 * A profile of (radius, height) points turned about the Y axis. Going along the profile the outside is on its right, so a solid
 * runs from the axis at the bottom, up its outside, back to the axis; a vessel goes on down its inside.
 */
export function lathePatch(profile: readonly Point2[], segments: number): Patch {
  const patch = emptyPatch();
  const slopes = profile.slice(1).map(([r, y], i) => outward(profile[i], [r, y]));
  for (let i = 0; i + 1 < profile.length; i++) {
    const rings = [i, i + 1].map((k) => {
      const normal = smoothed(slopes[k - 1], slopes[i], slopes[k]);
      return ring(patch, profile[k], normal, segments);
    });
    joinRings(patch, rings, true);
  }
  return patch;
}

function outward([r0, y0]: Point2, [r1, y1]: Point2): Point2 {
  const size = Math.hypot(r1 - r0, y1 - y0) || 1;
  return [(y1 - y0) / size, (r0 - r1) / size];
}

/** The normal at a point of the side `own`: the mean of the two sides that meet there, unless their edge is hard. */
function smoothed(before: Point2 | undefined, own: Point2, after: Point2 | undefined): Point2 {
  if (before === undefined || after === undefined) return own;
  if (before[0] * after[0] + before[1] * after[1] < Math.cos(CREASE)) return own;
  const sum: Point2 = [before[0] + after[0], before[1] + after[1]];
  const size = Math.hypot(sum[0], sum[1]);
  return [sum[0] / size, sum[1] / size];
}

function ring(patch: Patch, [radius, y]: Point2, [nr, ny]: Point2, segments: number): number[] {
  const pole = radius === 0 && Math.abs(ny) > 0.7;
  return Array.from({ length: segments }, (_, i) => {
    const angle = (-2 * Math.PI * (i + 0.5)) / segments;
    const [x, z] = [Math.cos(angle), Math.sin(angle)];
    const normal: Vec3 = pole ? [0, Math.sign(ny), 0] : [nr * x, ny, nr * z];
    return addVertex(patch, [radius * x, y, radius * z], normal);
  });
}

/** A sphere of radius 1 around the origin. */
export function spherePatch(segments: number, rings: number): Patch {
  const profile = Array.from({ length: rings + 1 }, (_, i): Point2 => {
    const angle = Math.PI * (i / rings - 0.5);
    return [i === 0 || i === rings ? 0 : Math.cos(angle), Math.sin(angle)];
  });
  const patch = lathePatch(profile, segments);
  patch.positions.forEach((point, i) => {
    patch.normals[i] = normalize(point);
  });
  return patch;
}

/** A round bar along a polyline; `radii` has one radius a point; closed bars join their ends. */
export function pipePatch(points: readonly Vec3[], radii: readonly number[], segments: number, closed: boolean): Patch {
  const patch = emptyPatch();
  const count = points.length;
  const directions = points.map((point, i) => {
    const before = closed ? points[(i + count - 1) % count] : points[Math.max(i - 1, 0)];
    const after = closed ? points[(i + 1) % count] : points[Math.min(i + 1, count - 1)];
    return normalize(add(normalizeOrZero(subtract(point, before)), normalizeOrZero(subtract(after, point))));
  });
  let side = anyNormal(directions[0]);
  const rings = points.map((point, i) => {
    const along = directions[i];
    side = normalize(subtract(side, scale(along, dot(side, along))));
    const other = cross(along, side);
    return Array.from({ length: segments }, (_, k) => {
      const angle = (2 * Math.PI * k) / segments;
      const normal = add(scale(side, Math.cos(angle)), scale(other, Math.sin(angle)));
      return addVertex(patch, add(point, scale(normal, radii[i])), normal);
    });
  });
  if (closed) {
    joinRings(patch, [...rings, rings[0]], true);
    return patch;
  }
  joinRings(patch, rings, true);
  for (const [index, flip] of [
    [0, true],
    [count - 1, false],
  ] as const) {
    if (radii[index] < 1e-6) continue;
    const corners = rings[index].map((vertex) => patch.positions[vertex]);
    addFace(patch, flip ? corners.reverse() : corners);
  }
  return patch;
}

function normalizeOrZero(a: Vec3): Vec3 {
  return dot(a, a) < 1e-18 ? [0, 0, 0] : normalize(a);
}

function anyNormal(direction: Vec3): Vec3 {
  const reference: Vec3 = Math.abs(direction[1]) < 0.9 ? [0, 1, 0] : [0, 0, 1];
  return normalize(cross(reference, direction));
}

/** An outline in the XY plane, counter-clockwise seen from +Z, stretched from -depth/2 to +depth/2 along Z. */
export function prismPatch(outline: readonly Point2[], depth: number): Patch {
  const patch = emptyPatch();
  const count = outline.length;
  const sides = outline.map((point, i) => outward(point, outline[(i + 1) % count]));
  sides.forEach((own, i) => {
    const next = (i + 1) % count;
    const ends = [
      { point: outline[i], normal: smoothed(sides[(i + count - 1) % count], own, own) },
      { point: outline[next], normal: smoothed(own, own, sides[next]) },
    ];
    const strip = ends.map(({ point: [x, y], normal: [nx, ny] }) =>
      [1, -1].map((end) => addVertex(patch, [x, y, (end * depth) / 2], [nx, ny, 0])),
    );
    joinRings(patch, strip, false);
  });
  for (const [a, b, c] of triangulate(outline)) {
    for (const end of [1, -1]) {
      const corners = [a, b, c].map((k): Vec3 => [outline[k][0], outline[k][1], (end * depth) / 2]);
      addFace(patch, end === 1 ? corners : corners.reverse());
    }
  }
  return patch;
}

/** Cuts a simple counter-clockwise polygon into triangles by clipping ears. */
function triangulate(outline: readonly Point2[]): [number, number, number][] {
  const triangles: [number, number, number][] = [];
  const rest = outline.map((_, i) => i);
  const turn = (a: number, b: number, c: number): number =>
    (outline[b][0] - outline[a][0]) * (outline[c][1] - outline[a][1]) -
    (outline[b][1] - outline[a][1]) * (outline[c][0] - outline[a][0]);
  while (rest.length > 3) {
    const ear = rest.findIndex((b, i) => {
      const [a, c] = [rest[(i + rest.length - 1) % rest.length], rest[(i + 1) % rest.length]];
      if (turn(a, b, c) <= 1e-12) return false;
      return rest.every(
        (p) => p === a || p === b || p === c || turn(a, b, p) < 0 || turn(b, c, p) < 0 || turn(c, a, p) < 0,
      );
    });
    const i = Math.max(ear, 0);
    triangles.push([rest[(i + rest.length - 1) % rest.length], rest[i], rest[(i + 1) % rest.length]]);
    rest.splice(i, 1);
  }
  triangles.push([rest[0], rest[1], rest[2]]);
  return triangles;
}

/** A leaf from `base` to `tip`, seen from both sides: `width` at its widest, raised by `arch` metres between its ends. */
export function bladePatch(base: Vec3, tip: Vec3, width: number, arch: number, steps: number): Patch {
  const patch = emptyPatch();
  const along = subtract(tip, base);
  const flat = normalize(Math.hypot(along[0], along[2]) < 1e-6 ? [1, 0, 0] : [along[2], 0, -along[0]]);
  const rows = Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const spine = add(add(base, scale(along, t)), [0, 4 * arch * t * (1 - t), 0]);
    const half = (width / 2) * Math.sin(Math.PI * Math.min(1, 0.12 + 0.88 * t)) ** 0.8;
    const tangent = normalize(add(along, [0, 4 * arch * (1 - 2 * t), 0]));
    return { spine, half: i === steps ? 0 : half, normal: normalize(cross(tangent, flat)) };
  });
  for (const face of [1, -1]) {
    const rings = rows.map(({ spine, half, normal }) =>
      [-face, face].map((end) =>
        addVertex(
          patch,
          add(spine, scale(flat, half * end)),
          normalize(add(scale(normal, -face), scale(flat, 0.35 * end))),
        ),
      ),
    );
    joinRings(patch, rings, false);
  }
  return patch;
}
