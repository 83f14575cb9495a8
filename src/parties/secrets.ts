import { createHash, randomBytes } from 'node:crypto'

/** A secret that a browser, a link or a program holds: 32 random bytes as text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What the database keeps of it. The secret has 256 random bits, so one round of SHA-256 cannot be guessed backwards
 * (unlike a password), and looking up a hash tells a stopwatch nothing about the secret.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
