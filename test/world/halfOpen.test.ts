import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { useWorld } from './world.ts'

const HEAD = 'POST /api/messages HTTP/1.1\r\nhost: assent\r\n'

describe('A stalled connection', () => {
  const world = useWorld({}, embedded)

  it('is closed after a minute, wherever it stalled', async () => {
    const w = world()
    const { port } = new URL(w.world.assentUrl())
    const token = w.world.channel.issued.at(-1)
    const beginnings = {
      'with nothing': '',
      'in its head': HEAD,
      'in its body': `${HEAD}content-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: 9\r\n\r\n{`,
    }
    const closed = await Promise.all(
      Object.entries(beginnings).map(async ([where, text]) => {
        const socket = connect(Number(port), '127.0.0.1')
        socket.on('error', () => {})
        socket.resume()
        if (text) socket.write(text)
        await once(socket, 'close')
        return where
      }),
    )
    expect(closed).toEqual(Object.keys(beginnings))
    expect((await fetch(`${w.world.assentUrl()}/readyz`)).status).toBe(200)
  })
})
