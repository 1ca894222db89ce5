import { describe, expect, test, vi } from 'vitest'
import { addressOf, createClient, newKey } from './client'
import { ApiProblem, isConflict, isHidden, Unreached } from './problem'

type Answer = Response | Error | (() => Response)
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })

function client(answers: Answer[], signInAgain = vi.fn(() => Promise.resolve())) {
  const sent: { url: string; init: RequestInit }[] = []
  const fetch = vi.fn((url: string, init: RequestInit) => {
    sent.push({ url, init })
    const next = answers.shift()
    if (next instanceof Error) return Promise.reject(next)
    return Promise.resolve(typeof next === 'function' ? next() : (next as Response))
  })
  const api = createClient({ fetch: fetch as unknown as typeof globalThis.fetch, base: '/api/v1', csrf: () => 'token', signInAgain, pause: () => Promise.resolve() })
  return { api, sent, signInAgain }
}
const header = (call: { init: RequestInit } | undefined, name: string): string | undefined => (call?.init.headers as Record<string, string>)[name]

describe('The client', () => {
  test('Asks plainly and hands back the answer', async () => {
    const { api, sent } = client([json({ n: 1 })])
    expect(await api.get('/changes', { since: 0, empty: '' })).toEqual({ n: 1 })
    expect(sent[0]?.url).toBe('/api/v1/changes?since=0')
    expect(header(sent[0], 'X-CSRF-Token')).toBeUndefined()
  })
  test('Sends the token and the key of the press with an act', async () => {
    const { api, sent } = client([json({})])
    await api.act('/cases/1/acts', { act: 'accept' }, 'k1')
    expect([header(sent[0], 'X-CSRF-Token'), header(sent[0], 'Idempotency-Key')]).toEqual(['token', 'k1'])
  })
  test('Repeats an act under the same key when the server was not reached', async () => {
    const { api, sent } = client([new TypeError('network'), json({}, 503), json({ done: true })])
    expect(await api.act('/x', {}, 'k1')).toEqual({ done: true })
    expect(sent.map((call) => header(call, 'Idempotency-Key'))).toEqual(['k1', 'k1', 'k1'])
  })
  test('Gives up after three tries and says that the outcome is unknown', async () => {
    const { api, sent } = client([new TypeError('a'), new TypeError('b'), new TypeError('c')])
    await expect(api.act('/x', {}, 'k1')).rejects.toBeInstanceOf(Unreached)
    expect(sent).toHaveLength(3)
  })
  test('Never repeats by itself what carries no key', async () => {
    const { api, sent } = client([new TypeError('a')])
    await expect(api.send('/x', { method: 'POST', body: {} })).rejects.toBeInstanceOf(Unreached)
    expect(sent).toHaveLength(1)
  })
  test('Asks for sign-in on 401 and then repeats the request, key and all', async () => {
    const { api, sent, signInAgain } = client([json({}, 401), json({ done: true })])
    expect(await api.act('/x', { a: 1 }, 'k1')).toEqual({ done: true })
    expect(signInAgain).toHaveBeenCalledOnce()
    expect(sent[1]?.init.body).toBe(sent[0]?.init.body)
    expect(header(sent[1], 'Idempotency-Key')).toBe('k1')
  })
  test('Hands a refused sign-in to the form instead of asking again', async () => {
    const { api, signInAgain } = client([json({ status: 401, code: 'auth.wrong', title: 'x' }, 401)])
    await expect(api.send('/session', { method: 'POST', body: {} })).rejects.toBeInstanceOf(ApiProblem)
    expect(signInAgain).not.toHaveBeenCalled()
  })
  test('Names a conflict with what the server knows of it', async () => {
    const { api } = client([json({ status: 409, code: 'case.version', title: '李某 14:05 已改', detail: '看改动', version: 5, by: '李某' }, 409)])
    const error: unknown = await api.act('/x', {}, 'k').catch((caught: unknown) => caught)
    expect(isConflict(error) && error.problem.by).toBe('李某')
  })
  test('Treats not there and not yours alike', async () => {
    for (const status of [403, 404]) {
      const { api } = client([json({}, status)])
      expect(isHidden(await api.get('/x').catch((caught: unknown) => caught))).toBe(true)
    }
  })
  test('Makes a problem even of a page that is none', async () => {
    const { api } = client([new Response('<html>', { status: 500 })])
    const error = (await api.get('/x').catch((caught: unknown) => caught)) as ApiProblem
    expect([error.code, error.status]).toEqual(['http.500', 500])
  })
  test('Makes keys of 128 bits that do not repeat', () => {
    const keys = new Set(Array.from({ length: 100 }, newKey))
    expect(keys.size).toBe(100)
    expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/)
  })
  test('Leaves empty values out of an address', () => {
    expect(addressOf('/b', '/p', { a: 1, b: undefined, c: null, d: '' })).toBe('/b/p?a=1')
  })
})
