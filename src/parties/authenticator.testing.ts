import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What a device may do wrong, for tests. */
export interface Quirks {
  readonly origin?: string
  readonly host?: string
  readonly type?: string
  readonly userVerified?: boolean
  readonly userPresent?: boolean
  readonly challenge?: string
  /** Signs with a key of its own instead of the one that was registered. */
  readonly wrongKey?: boolean
}

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest()
const flag = { present: 0x01, verified: 0x04, attested: 0x40 } as const
const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

interface Device {
  readonly origin: string
  readonly id: Buffer
  readonly keys: ReturnType<typeof newKeys>
  counter: number
}

/**
 * For tests: a device that makes and uses one passkey as a browser would hand it over (WebAuthn Level 3): an ES256
 * key, no attestation, a counter that grows with each use.
 */
export function softwareAuthenticator(origin: string) {
  const device: Device = { origin, id: randomBytes(20), keys: newKeys(), counter: 0 }
  return {
    create: (options: { challenge: string }, quirks: Quirks = {}) =>
      create(device, options.challenge, quirks),
    get: (options: { challenge: string }, quirks: Quirks = {}) => get(device, options.challenge, quirks),
    /** A copy of the device that somebody made earlier: its counter falls behind. */
    rewind: () => {
      device.counter = 0
    },
  }
}

/** navigator.credentials.create */
function create(device: Device, challenge: string, quirks: Quirks): RegistrationResponseJSON {
  const { x = '', y = '' } = device.keys.publicKey.export({ format: 'jwk' })
  // COSE_Key (RFC 9052): key type EC2, algorithm ES256, curve P-256, and the point.
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  )
  const length = Buffer.alloc(2)
  length.writeUInt16BE(device.id.length)
  const attested = Buffer.concat([Buffer.alloc(16), length, device.id, Buffer.from(cose)])
  const attestationObject = isoCBOR.encode(
    new Map<string, string | Map<string, string> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData(device, quirks, attested))],
    ]),
  )
  return {
    ...head(device),
    response: {
      clientDataJSON: clientData(device, 'webauthn.create', challenge, quirks).toString('base64url'),
      attestationObject: Buffer.from(attestationObject).toString('base64url'),
      transports: ['internal'],
    },
  }
}

/** navigator.credentials.get */
function get(device: Device, challenge: string, quirks: Quirks): AuthenticationResponseJSON {
  device.counter++
  const data = clientData(device, 'webauthn.get', challenge, quirks)
  const authenticatorData = authData(device, quirks)
  const key = quirks.wrongKey ? newKeys().privateKey : device.keys.privateKey
  const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(data)]), key)
  return {
    ...head(device),
    response: {
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: signature.toString('base64url'),
    },
  }
}

function head({ id }: Device) {
  const text = id.toString('base64url')
  return { id: text, rawId: text, type: 'public-key', clientExtensionResults: {} } as const
}

function clientData({ origin }: Device, type: string, challenge: string, quirks: Quirks): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: quirks.type ?? type,
      challenge: quirks.challenge ?? challenge,
      origin: quirks.origin ?? origin,
      crossOrigin: false,
    }),
  )
}

function authData({ origin, counter }: Device, quirks: Quirks, attested = Buffer.alloc(0)): Buffer {
  const flags =
    ((quirks.userPresent ?? true) ? flag.present : 0) |
    ((quirks.userVerified ?? true) ? flag.verified : 0) |
    (attested.length > 0 ? flag.attested : 0)
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const host = sha256(quirks.host ?? new URL(origin).hostname)
  return Buffer.concat([host, Buffer.from([flags]), count, attested])
}
