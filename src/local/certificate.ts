import { randomBytes } from 'node:crypto'
import { generate } from 'selfsigned'

const LIFETIME_DAYS = 30
/** A certificate that begins a little in the past is also valid for a process whose clock lags behind. */
const BEGINS_BEFORE_MS = 5 * 60_000

/** PEM texts: what production is told to trust (`TRUSTED_CA_FILE`), and what the local servers present. */
export interface Certificate {
  ca: string
  key: string
  cert: string
}

/**
 * A certificate authority that exists for one run and a certificate from it for this machine. MSAL accepts only https
 * authorities, so the local identity provider needs one; the authority's own key is thrown away.
 */
export async function makeCertificate(): Promise<Certificate> {
  const notBeforeDate = new Date(Date.now() - BEGINS_BEFORE_MS)
  const notAfterDate = new Date(Date.now() + LIFETIME_DAYS * 86_400_000)
  // On a curve: an RSA pair takes a hundred times as long to make, and each handshake longer to sign.
  const common = { algorithm: 'sha256', keyType: 'ec', notBeforeDate, notAfterDate } as const
  // A distinct name: where one process trusts several, this tells them apart.
  const name = `Assent local authority ${randomBytes(6).toString('hex')}`
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { ca: authority.cert, key: leaf.private, cert: leaf.cert }
}

/** The certificate by which an app registration proves itself. */
export async function makeAppCertificate(): Promise<Pick<Certificate, 'key' | 'cert'>> {
  const made = await generate([{ name: 'commonName', value: 'Assent' }], {
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - BEGINS_BEFORE_MS),
    notAfterDate: new Date(Date.now() + LIFETIME_DAYS * 86_400_000),
  })
  return { key: made.private, cert: made.cert }
}
