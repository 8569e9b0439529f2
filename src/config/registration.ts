/** How an app registration proves itself: exactly one way. */
export type AppProof =
  | { kind: 'secret'; secret: string }
  /** PEM file with certificate and private key. */
  | { kind: 'certificate'; path: string }
  /** A user-assigned managed identity that the registration trusts, or is. */
  | { kind: 'managedIdentity'; clientId: string }

export interface AppRegistration {
  appId: string
  proof: AppProof
}
