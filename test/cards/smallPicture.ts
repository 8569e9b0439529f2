import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** A card has few colours; the rest is the edges of letters. */
const MAX_COLORS = 16
export const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/**
 * The same picture with 16 colours, a quarter of the bytes: what is approved stands in the repository.
 * Colour type 3 with 4 bits a pixel, which pngjs reads and does not write (w3.org/TR/png, 11.2).
 */
export function smallPicture(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png)
  const colorAt = (at: number) => [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0] as const
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const color = coarse(colorAt(at))
    counts.set(color, (counts.get(color) ?? 0) + 1)
  }
  const palette = paletteOf(counts, MAX_COLORS)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 2)))
  for (let y = 0, to = 0; y < height; y++) {
    to += 1
    for (let x = 0; x < width; x++) {
      const color = coarse(colorAt((y * width + x) * 4))
      const index = nearest.get(color) ?? nearestOf(palette, color)
      nearest.set(color, index)
      const byte = to + (x >> 1)
      rows[byte] = (rows[byte] ?? 0) | (x % 2 === 0 ? index << 4 : index)
    }
    to += Math.ceil(width / 2)
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', headerOf(width, height, 4)),
    chunk('PLTE', palettePart(palette)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** @param depth bits a pixel. */
export function headerOf(width: number, height: number, depth: 4 | 8): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, 3, 0, 0, 0], 8)
  return header
}

export function palettePart(palette: readonly number[]): Buffer {
  return Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))
}

/** With the last bits left out, so that shades that nobody tells apart are one. */
export function coarse([red, green, blue]: readonly [number, number, number]): number {
  return ((red & 0xfc) << 16) | ((green & 0xfc) << 8) | (blue & 0xfc)
}

/**
 * One after the other whichever colour the picture would lose most without: how often it is there, by how far it is from
 * those that are taken. A green word is few pixels, and no shade of grey.
 */
export function paletteOf(counts: ReadonlyMap<number, number>, most: number): number[] {
  const palette: number[] = []
  const away = new Map([...counts.keys()].map((color) => [color, Number.MAX_SAFE_INTEGER]))
  while (palette.length < Math.min(most, counts.size)) {
    let next = 0
    let worst = -1
    for (const [color, count] of counts) {
      const lost = count * (away.get(color) ?? 0)
      if (lost > worst || (lost === worst && color < next)) [next, worst] = [color, lost]
    }
    palette.push(next)
    for (const [color, least] of away) away.set(color, Math.min(least, distance(color, next)))
  }
  return palette
}

export function nearestOf(palette: readonly number[], color: number): number {
  const distances = palette.map((one) => distance(one, color))
  return distances.indexOf(Math.min(...distances))
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0)
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
