import { readFileSync } from 'node:fs'
import tls from 'node:tls'

/** From now on this process also trusts the authority of the local world. */
export function trustFile(file: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')])
}
