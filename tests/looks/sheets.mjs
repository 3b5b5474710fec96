// Reference images: one sheet per state, with its pictures side by side, as they are reviewed.
import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import sharp from "sharp";

const IMAGES = fileURLToPath(new URL("images", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../output/looks", import.meta.url));
const GAP = 16;
const GROUND = "#808080";
// A sheet is kept at this share of its size, in which its words can still be read.
const SCALE = 0.6;
// Sheets are compared half as large again: how an engine smooths its letters is no difference, what stands where is.
const SHRINK = 2;
// Of 255, in any channel of a cell.
const MOST_OFF = 48;
// Cells in a square of TILE by TILE that may differ: fewer than a word has.
const TILE = 16;
const MOST_IN_TILE = 16;
// Lines of text may round otherwise.
const MOST_PIXELS = 4;

/** The pictures side by side, as they are kept. */
async function sheet(pictures) {
  const sizes = await Promise.all(pictures.map((picture) => sharp(picture).metadata()));
  const width = sizes.reduce((all, size) => all + size.width + GAP, -GAP);
  const height = Math.max(...sizes.map((size) => size.height));
  let left = 0;
  const composed = pictures.map((input, at) => {
    const place = { input, left, top: 0 };
    left += sizes[at].width + GAP;
    return place;
  });
  const whole = sharp({
    create: { width, height, channels: 3, background: GROUND },
    limitInputPixels: false,
  }).composite(composed);
  const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info })
    .resize(Math.round(width * SCALE))
    .webp({ quality: 30, smartSubsample: true })
    .toBuffer();
}

async function cells(image, { width, height }) {
  const size = { width: Math.ceil(width / SHRINK), height: Math.ceil(height / SHRINK) };
  const cropped = await sharp(image)
    .extract({ left: 0, top: 0, width, height })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const data = await sharp(cropped.data, { raw: cropped.info })
    .resize({ ...size, fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  return { data, ...size };
}

/** What differs between a sheet and its reference, in words; "" if nothing does. */
async function difference(image, reference) {
  const [now, then] = await Promise.all([image, reference].map((each) => sharp(each).metadata()));
  const size = (of) => `${of.width} by ${of.height}`;
  if (Math.max(Math.abs(now.width - then.width), Math.abs(now.height - then.height)) > MOST_PIXELS)
    return `is ${size(now)} pixels, and was ${size(then)}`;
  const common = {
    width: Math.min(now.width, then.width),
    height: Math.min(now.height, then.height),
  };
  const [one, other] = await Promise.all([image, reference].map((each) => cells(each, common)));
  const across = Math.ceil(one.width / TILE);
  const tiles = new Map();
  for (let cell = 0; cell < one.width * one.height; cell++) {
    if (
      [0, 1, 2].every(
        (channel) =>
          Math.abs(one.data[cell * 3 + channel] - other.data[cell * 3 + channel]) <= MOST_OFF,
      )
    )
      continue;
    const tile =
      Math.floor((cell % one.width) / TILE) + across * Math.floor(cell / one.width / TILE);
    tiles.set(tile, (tiles.get(tile) ?? 0) + 1);
  }
  const off = [...tiles]
    .filter(([, cells]) => cells > MOST_IN_TILE)
    .map(([tile]) => tile)
    .sort((one, other) => one - other);
  if (!off.length) return "";
  const [x, y] = [off[0] % across, Math.floor(off[0] / across)].map((at) => at * TILE * SHRINK);
  return `differs in ${off.length} places, the first at ${x}, ${y}`;
}

/**
 * What differs between these pictures and the reference sheet of this name, in words; "" if nothing does.
 *
 * With BLESS=1 in the environment they become the reference. A sheet that differs is kept under `tests/output/looks`.
 */
export async function compared(name, pictures) {
  const image = await sheet(pictures);
  const path = join(IMAGES, `${name}.webp`);
  if (process.env.BLESS) {
    await mkdir(IMAGES, { recursive: true });
    await writeFile(path, image);
    return "";
  }
  const found = await difference(image, path).catch(
    (error) => `has no reference (${error.message})`,
  );
  if (!found) return "";
  await mkdir(OUTPUT, { recursive: true });
  const kept = join(OUTPUT, `${name}.webp`);
  await writeFile(kept, image);
  return `${name} ${found}: look at ${kept} beside ${path}; if it is as it should be, BLESS=1 makes it the reference`;
}

/** Finds no reference of another name than these. With BLESS=1 in the environment, others are removed. */
export async function keepOnly(names) {
  const others = (await readdir(IMAGES)).filter((file) => !names.includes(basename(file, ".webp")));
  if (process.env.BLESS) for (const file of others) await rm(join(IMAGES, file));
  else assert.deepEqual(others, []);
}
