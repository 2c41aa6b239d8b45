import sharp from 'sharp';
import { writeFileAtomic } from '../env/files.ts';

/** A picture of three bytes a pixel, row-major, top row first. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Writes a picture as a PNG file, whole or not at all. */
export async function writePng(path: string, { width, height, rgb }: Picture): Promise<void> {
  await writeFileAtomic(
    path,
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
}
