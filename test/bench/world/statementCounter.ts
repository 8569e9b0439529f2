import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../../../src/local/ports.ts'

/**
 * Stands between a program and its PostgreSQL and counts the statements that go by: simple queries and executions of
 * the extended protocol (postgresql.org/docs/current/protocol-message-formats.html).
 */
export interface StatementCounter {
  /** Where the program is to connect, in place of the database. */
  databaseUrl: string
  /** Since the start. */
  count: number
  /** By their text, numbers and strings left out. */
  texts: Map<string, number>
  close(): Promise<void>
}

export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const to = new URL(databaseUrl)
  const port = await freePort()
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (from) => {
    const onward = connect({ host: to.hostname, port: Number(to.port), noDelay: true })
    for (const socket of [from, onward]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => {
        from.destroy()
        onward.destroy()
      })
    }
    const onMessage = reader((text) => {
      counter.count += 1
      counter.texts.set(text, (counter.texts.get(text) ?? 0) + 1)
    })
    from.on('data', onMessage)
    from.pipe(onward)
    onward.pipe(from)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const through = new URL(databaseUrl)
  through.host = `127.0.0.1:${port}`
  const counter: StatementCounter = {
    databaseUrl: through.href,
    count: 0,
    texts: new Map(),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return counter
}

/** Reads the program's side of one connection. */
function reader(onStatement: (text: string) => void): (part: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let isStarted = false
  /** By the name under which the connection keeps them; the one without a name is the last. */
  const parsed = new Map<string, string>()
  let bound = ''
  return (part) => {
    rest = rest.length > 0 ? Buffer.concat([rest, part]) : part
    for (;;) {
      // The first message has a length alone, every other a letter before it.
      const head = isStarted ? 1 : 0
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      const letter = isStarted ? String.fromCharCode(rest[0] ?? 0) : ''
      const body = rest.subarray(head + 4, length)
      if (letter === 'P') parsed.set(textIn(body), plain(body.subarray(body.indexOf(0) + 1)))
      // A portal's name comes before the statement's.
      if (letter === 'B') bound = textIn(body.subarray(body.indexOf(0) + 1))
      if (letter === 'E') onStatement(parsed.get(bound) ?? '')
      if (letter === 'Q') onStatement(plain(body))
      isStarted = true
      rest = rest.subarray(length)
    }
  }
}

/** What stands there until the next zero. */
function textIn(body: Buffer): string {
  return body.subarray(0, body.indexOf(0)).toString('utf8')
}

function plain(body: Buffer): string {
  return textIn(body)
    .replace(/\s+/g, ' ')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\b\d+\b/g, '0')
    .trim()
    .slice(0, 160)
}
