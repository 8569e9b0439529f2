import { type AddressInfo, createServer } from 'node:net'
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
      saved.state[name] = usual && (await isFree(USUAL[name])) ? USUAL[name] : await anyFree()
    } else if (!(await isFree(known))) {
      throw new Error(
        `Port ${known} is in use. Is the local world running already? Stop it, or delete ${file} to use other ports.`,
      )
    }
  }
  saved.flush()
  return saved.state as Ports
}

function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  )
}

function anyFree(): Promise<number> {
  return listenOnce(0)
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address() as AddressInfo
      server.close(() => resolve(given))
    })
  })
}
