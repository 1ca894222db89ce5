/**
 * The one way to the server. Adds the CSRF token and the idempotency key, asks for sign-in *over* the page on 401 and then repeats the request,
 * and repeats an act under the same key when the server was not reached, so that pressing once does a thing once.
 */
import { ApiProblem, problemOf, Unreached } from './problem'

export type Query = Record<string, string | number | boolean | undefined | null>

export interface Sent {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  /** JSON, or a file's bytes as they are. */
  body?: unknown
  headers?: Record<string, string>
  /** Of an act: `newKey()` when pressed, kept while the same press is tried again. */
  key?: string
  signal?: AbortSignal
}

export interface ClientParts {
  fetch: typeof fetch
  base: string
  csrf: () => string
  /** Resolves when the person has signed in again; rejects when he does not. */
  signInAgain: () => Promise<void>
  pause: (ms: number) => Promise<void>
}

export interface Client {
  send<T>(path: string, sent?: Sent): Promise<T>
  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T>
  act<T>(path: string, body: unknown, key: string, method?: Sent['method']): Promise<T>
}

const TRIES = 3
const AGAIN_MS = [400, 1500]
/** Signing in itself is refused with 401 too; asking again over it would go round in a circle. */
const OWN_401 = '/session'

/** 128 random bits. `crypto.randomUUID` is not there on plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function addressOf(base: string, path: string, query: Query = {}): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') pairs.set(name, String(value))
  const tail = pairs.toString()
  return base + path + (tail ? `?${tail}` : '')
}

function isBytes(body: unknown): body is Blob | FormData | ArrayBuffer {
  return body instanceof Blob || body instanceof FormData || body instanceof ArrayBuffer
}

export function createClient(parts: ClientParts): Client {
  async function once(path: string, sent: Sent): Promise<Response> {
    const method = sent.method ?? 'GET'
    const headers: Record<string, string> = { Accept: 'application/json', ...sent.headers }
    if (method !== 'GET') headers['X-CSRF-Token'] = parts.csrf()
    if (sent.key) headers['Idempotency-Key'] = sent.key
    const bytes = isBytes(sent.body)
    if (sent.body !== undefined && !bytes) headers['Content-Type'] = 'application/json'
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' }
    if (sent.body !== undefined) init.body = bytes ? (sent.body as BodyInit) : JSON.stringify(sent.body)
    if (sent.signal) init.signal = sent.signal
    try {
      return await parts.fetch(addressOf(parts.base, path, sent.query), init)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new Unreached(String(error))
    }
  }

  /** Only an act with a key may be sent twice; a gateway's 502–504 says as little about the outcome as no answer. */
  async function reach(path: string, sent: Sent): Promise<Response> {
    for (let tried = 1; ; tried++) {
      const last = tried >= TRIES || sent.key === undefined
      try {
        const response = await once(path, sent)
        if (last || ![502, 503, 504].includes(response.status)) return response
      } catch (error) {
        if (last || !(error instanceof Unreached)) throw error
      }
      await parts.pause(AGAIN_MS[tried - 1] ?? 1500)
    }
  }

  async function send<T>(path: string, sent: Sent = {}): Promise<T> {
    let response = await reach(path, sent)
    if (response.status === 401 && path !== OWN_401) {
      await parts.signInAgain()
      response = await reach(path, sent)
    }
    if (!response.ok) throw new ApiProblem(await problemOf(response))
    if (response.status === 204) return undefined as T
    return (response.headers.get('content-type') ?? '').includes('json') ? ((await response.json()) as T) : ((await response.blob()) as T)
  }

  return {
    send,
    get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>(path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
    act: <T>(path: string, body: unknown, key: string, method: Sent['method'] = 'POST') => send<T>(path, { method, body, key }),
  }
}
