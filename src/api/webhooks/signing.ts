import { createHmac, randomBytes } from 'node:crypto'

const secretPrefix = 'whsec_'

/** A new secret for a receiver: 32 random bytes, written as Standard Webhooks writes them. */
export function newSigningSecret(): string {
  return secretPrefix + randomBytes(32).toString('base64')
}

/** What is signed: the event's id, the moment of this attempt and the body, byte for byte. */
export interface Signed {
  readonly id: string
  readonly at: Date
  readonly body: string
}

/**
 * The three headers of Standard Webhooks. A receiver whose secret was changed a short while ago gets a signature by each
 * of the two, apart by a space, and takes the message when one of them fits.
 */
export function signatureHeaders(
  { id, at, body }: Signed,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => sign(`${id}.${timestamp}.${body}`, secret)).join(' '),
  }
}

function sign(text: string, secret: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`
}
