import { createServer } from 'node:net'
import { Saved } from './savedState.ts'

export type Ports = Record<'assent' | 'page' | 'identity' | 'tenant' | 'channel', number>

/** 3978 is the port where bots usually listen. */
const USUAL: Ports = { assent: 3978, page: 3980, identity: 3981, tenant: 3982, channel: 3983 }

/**
 * The ports of the local world. They stay the same from one start to the next, since the addresses of
 * conversations are stored with them; the first start takes others if the usual ones are taken.
 * @param file where they are kept.
 * @param usual false: any free ones.
 */
export async function choosePorts(file: string, usual: boolean): Promise<Ports> {
  const saved = new Saved<Partial<Ports>>(file, () => ({}))
  for (const name of Object.keys(USUAL) as (keyof Ports)[]) {
    const known = saved.state[name]
    if (known === undefined) {
      saved.state[name] = usual && (await isFree(USUAL[name])) ? USUAL[name] : await freePort()
    } else if (!(await isFree(known))) {
      throw new Error(
        `Port ${known} is in use. Is the local world running already? Stop it, or delete ${file} to use other ports.`,
      )
    }
  }
  saved.flush()
  return saved.state as Ports
}

/**
 * Those below the ports that systems hand out by themselves, to connections out as well: one of those may be taken
 * between the look at it and its use. (Linux: ip_local_port_range, from 32768; Windows and macOS: from 49152, RFC 6335.)
 */
const LOWEST = 20_000
const ABOVE_THE_HIGHEST = 32_768
/** How far apart two processes start looking, so that they rarely look at the same port. */
const STRIDE = 64

let looked = 0

/** A port that nobody listens on and that the system hands to nobody by itself. */
export async function freePort(): Promise<number> {
  const width = ABOVE_THE_HIGHEST - LOWEST
  for (let tries = 0; tries < width; tries++) {
    const port = LOWEST + ((process.pid * STRIDE + looked++) % width)
    if (await isFree(port)) return port
  }
  throw new Error(`No port between ${LOWEST} and ${ABOVE_THE_HIGHEST} is free.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
