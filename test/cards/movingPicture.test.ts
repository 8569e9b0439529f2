import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { movingPicture } from './movingPicture.ts'

const WHITE = [255, 255, 255]
const GREEN = [0, 128, 0]

/** A white picture of 8 by 6 pixels with one green one. */
function pictureWith(x: number, y: number): Buffer {
  const png = new PNG({ width: 8, height: 6 })
  for (let at = 0; at < png.data.length; at += 4) {
    const isThere = at / 4 === y * 8 + x
    png.data.set([...(isThere ? GREEN : WHITE), 255], at)
  }
  return PNG.sync.write(png)
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    })
    at += length + 12
  }
  return chunks
}

/** "8×6 at 0,0 for 40 ms", of each frame. */
function framesOf(png: Buffer): string[] {
  return chunksOf(png)
    .filter(({ type }) => type === 'fcTL')
    .map(({ data }) => {
      const [width, height, left, top] = [4, 8, 12, 16].map((at) => data.readUInt32BE(at))
      return `${width}×${height} at ${left},${top} for ${data.readUInt16BE(20)} ms`
    })
}

describe('A moving picture', () => {
  const frames = [
    { png: pictureWith(1, 1), ms: 40 },
    { png: pictureWith(3, 2), ms: 60 },
    { png: pictureWith(3, 2), ms: 5000 },
  ]
  const made = movingPicture(frames)

  it('stores for each frame only what differs from the one before', () => {
    expect(framesOf(made)).toEqual(['8×6 at 0,0 for 40 ms', '3×2 at 1,1 for 60 ms', '1×1 at 0,0 for 5000 ms'])
    const [, second] = chunksOf(made).filter(({ type }) => type === 'fdAT')
    const rows = inflateSync(second?.data.subarray(4) ?? Buffer.alloc(0))
    const [white, green] = [rows[1], rows[7]]
    expect(white).not.toBe(green)
    // Two rows, each after the byte of its filter: the first pixel is white again, the last is green now.
    expect([...rows]).toEqual([0, white, white, white, 0, white, white, green])
  })

  it('numbers its parts in order', () => {
    const parts = chunksOf(made).filter(({ type }) => type === 'fcTL' || type === 'fdAT')
    expect(parts.map(({ data }) => data.readUInt32BE(0))).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('shows the last frame to anybody who prefers reduced motion', () => {
    const { data } = PNG.sync.read(made)
    const green = [...Array(48).keys()].filter((pixel) => (data[pixel * 4] ?? 0) < 128)
    expect(green).toEqual([2 * 8 + 3])
  })

  it('is at the top of README.md, moves, and loads quickly', () => {
    const [, file = ''] = readFileSync('README.md', 'utf8').match(/!\[[^\]]+\]\((?!http|\.\.)([^)]+)\)/) ?? []
    const picture = readFileSync(file)
    expect(picture.length).toBeLessThan(1_000_000)
    expect(framesOf(picture).length).toBeGreaterThan(5)
  })
})
