/**
 * Passkeys: a button that signs in with one, and a box that adds one. Both are hidden until this script has found
 * that the browser knows passkeys; a password serves everywhere else. The page gives its token and its sentence for
 * what fails in data attributes, so no words stand here.
 */
export function usePasskeys(): void {
  if (!('PublicKeyCredential' in window)) return
  for (const part of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const button = part.querySelector('button')
    if (!button) continue
    part.hidden = false
    button.addEventListener('click', () => void press(part, button))
    // In a row of boxes the Enter key means the button beside them.
    part.querySelector('input')?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      button.click()
    })
  }
}

async function press(part: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return
  button.setAttribute('aria-busy', 'true')
  say(part, '')
  try {
    const to = part.dataset['passkey'] === 'add' ? await add(part) : await signIn(part)
    location.assign(to)
  } catch (fault) {
    // Who closes the browser's own window changed their mind: nothing failed.
    const changedMind = fault instanceof DOMException && fault.name === 'NotAllowedError'
    if (!changedMind) say(part, fault instanceof Told ? fault.message : (part.dataset['failed'] ?? ''))
  } finally {
    button.removeAttribute('aria-busy')
  }
}

function say(part: HTMLElement, sentence: string): void {
  const place = part.querySelector<HTMLElement>('[role="alert"]')
  if (!place) return
  place.textContent = sentence
  place.hidden = sentence === ''
}

/** A sentence of the server's, to be shown as it is. */
class Told extends Error {}

async function ask<Answer>(part: HTMLElement, path: string, body: object = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': part.dataset['csrf'] ?? '' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as { message?: string }
  if (response.ok) return answer as Answer
  throw answer.message === undefined ? new Error(`status ${response.status}`) : new Told(answer.message)
}

interface Named {
  readonly id: string
}
interface CreationOptions {
  readonly challenge: string
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly excludeCredentials?: readonly Named[]
}
interface RequestOptions {
  readonly challenge: string
  readonly allowCredentials?: readonly Named[]
}

async function add(part: HTMLElement): Promise<string> {
  const options = await ask<CreationOptions>(part, '/account/passkeys/offer')
  const made = await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  })
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey was made')
  const response = made.response as AuthenticatorAttestationResponse
  const { to } = await ask<{ to: string }>(part, '/account/passkeys', {
    label: part.querySelector('input')?.value ?? '',
    response: {
      ...plain(made),
      response: {
        clientDataJSON: textOf(response.clientDataJSON),
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    },
  })
  return to
}

async function signIn(part: HTMLElement): Promise<string> {
  const options = await ask<RequestOptions>(part, '/sign-in/passkey/offer')
  const used = await navigator.credentials.get({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialRequestOptions),
      challenge: bytesOf(options.challenge),
      allowCredentials: descriptors(options.allowCredentials),
    },
  })
  if (!(used instanceof PublicKeyCredential)) throw new Error('no passkey was used')
  const response = used.response as AuthenticatorAssertionResponse
  const { to } = await ask<{ to: string }>(part, '/sign-in/passkey', {
    back: part.dataset['back'],
    response: {
      ...plain(used),
      response: {
        clientDataJSON: textOf(response.clientDataJSON),
        authenticatorData: textOf(response.authenticatorData),
        signature: textOf(response.signature),
        userHandle: response.userHandle ? textOf(response.userHandle) : undefined,
      },
    },
  })
  return to
}

const plain = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: textOf(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
})

const descriptors = (named: readonly Named[] = []): PublicKeyCredentialDescriptor[] =>
  named.map(({ id }) => ({ id: bytesOf(id), type: 'public-key' }))

// The browser's own conversions (`parseCreationOptionsFromJSON`, `toJSON`) are too young for many telephones.
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
