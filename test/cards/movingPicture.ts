import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { chunk, coarse, headerOf, nearestOf, paletteOf, palettePart, SIGNATURE } from './smallPicture.ts'

export interface Frame {
  png: Buffer
  /** How long it stands, in milliseconds. */
  ms: number
}

const MAX_COLORS = 96
/** It loops. */
const FOR_EVER = 0

interface Area {
  left: number
  top: number
  width: number
  height: number
}

/**
 * An animated PNG (w3.org/TR/png-3, "Animated image"): of each frame only the area that differs from the one before.
 * What cannot move it shows the last frame alone.
 * @param frames all of one size.
 */
export function movingPicture(frames: readonly Frame[]): Buffer {
  const read = frames.map(({ png, ms }) => ({ ...PNG.sync.read(png), ms }))
  const [first] = read
  const last = read.at(-1)
  if (!first || !last) throw new Error('a moving picture needs frames')
  const { width, height } = first
  const whole = { left: 0, top: 0, width, height }
  const palette = paletteOf(countsOf(read.map(({ data }) => data)), MAX_COLORS)
  const indexed = read.map(({ data, ms }) => ({ pixels: indicesOf(data, palette), ms }))
  let sequence = 0
  const parts = indexed.flatMap(({ pixels, ms }, index) => {
    const before = indexed[index - 1]?.pixels
    const area = before ? changedArea(before, pixels, width) : whole
    const control = chunk('fcTL', controlOf(sequence++, area, ms))
    const number = Buffer.alloc(4)
    number.writeUInt32BE(sequence++)
    return [control, chunk('fdAT', Buffer.concat([number, packed(pixels, width, area)]))]
  })
  const animation = Buffer.alloc(8)
  animation.writeUInt32BE(indexed.length, 0)
  animation.writeUInt32BE(FOR_EVER, 4)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', headerOf(width, height, 8)),
    chunk('PLTE', palettePart(palette)),
    chunk('acTL', animation),
    // Before the first fcTL: no frame, but what stands still where nothing moves.
    chunk('IDAT', packed(indexed.at(-1)?.pixels ?? Buffer.alloc(0), width, whole)),
    ...parts,
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function countsOf(pictures: readonly Buffer[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const data of pictures) {
    for (let at = 0; at < data.length; at += 4) {
      const color = colorAt(data, at)
      counts.set(color, (counts.get(color) ?? 0) + 1)
    }
  }
  return counts
}

function indicesOf(data: Buffer, palette: readonly number[]): Buffer {
  const nearest = new Map<number, number>()
  const indices = Buffer.alloc(data.length / 4)
  for (let at = 0; at < data.length; at += 4) {
    const color = colorAt(data, at)
    const index = nearest.get(color) ?? nearestOf(palette, color)
    nearest.set(color, index)
    indices[at / 4] = index
  }
  return indices
}

function colorAt(data: Buffer, at: number): number {
  return coarse([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])
}

/** The least rectangle that holds every difference; one pixel where there is none, as a frame is never empty. */
function changedArea(before: Buffer, after: Buffer, width: number): Area {
  let [left, top, right, bottom] = [width, after.length / width, 0, 0]
  for (let at = 0; at < after.length; at++) {
    if (before[at] === after[at]) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  if (left > right) return { left: 0, top: 0, width: 1, height: 1 }
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** The rows of an area, each after the byte that says that it is not filtered. */
function packed(pixels: Buffer, width: number, area: Area): Buffer {
  const rows = Array.from({ length: area.height }, (_none, row) => {
    const start = (area.top + row) * width + area.left
    return Buffer.concat([Buffer.from([0]), pixels.subarray(start, start + area.width)])
  })
  return deflateSync(Buffer.concat(rows), { level: 9 })
}

/** Drawn over the frame before, which stays. */
function controlOf(sequence: number, { left, top, width, height }: Area, ms: number): Buffer {
  const control = Buffer.alloc(26)
  for (const [index, value] of [sequence, width, height, left, top].entries())
    control.writeUInt32BE(value, index * 4)
  control.writeUInt16BE(ms, 20)
  control.writeUInt16BE(1000, 22)
  return control
}
