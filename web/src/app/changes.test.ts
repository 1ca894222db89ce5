import { describe, expect, test } from 'vitest'
import { BACKGROUND_MS, ChangePoll, SEEN_MS, type Tidings } from './changes'

function poll(answers: (Response | Error)[]) {
  const told: Tidings[] = []
  const asked: number[] = []
  const waits: number[] = []
  let next: (() => void) | null = null
  const poller = new ChangePoll({
    ask: (since) => {
      asked.push(since)
      const answer = answers.shift() ?? new Error('none left')
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    tell: (tidings) => told.push(tidings),
    later: (act, ms) => {
      waits.push(ms)
      next = act
      return waits.length
    },
    forget: () => (next = null),
    now: () => 42,
  })
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
  return { poller, told, asked, waits, settle, go: async () => (next?.(), settle()) }
}
const changes = (n: number): Response => new Response(JSON.stringify({ n, now: 1, left_s: 900, gap: false, items: [], counts: {} }))

describe('The poller', () => {
  test('Goes on from the last event it heard', async () => {
    const p = poll([changes(7), changes(9)])
    p.poller.start()
    await p.settle()
    await p.go()
    expect([p.asked, p.waits[0]]).toEqual([[0, 7], SEEN_MS])
  })
  test('Slows down in the background and asks at once when it is seen again', async () => {
    const p = poll([changes(1), changes(2), changes(3)])
    p.poller.start()
    p.poller.show(false)
    await p.settle()
    expect(p.waits[0]).toBe(BACKGROUND_MS)
    p.poller.show(true)
    await p.settle()
    expect(p.asked).toHaveLength(2)
  })
  test('Counts lost tries and says what time the view is from', async () => {
    const p = poll([changes(1), new Error('net'), new Response('', { status: 503 }), changes(1)])
    p.poller.start()
    await p.settle()
    await p.go()
    await p.go()
    expect(p.told.slice(1)).toEqual([
      { kind: 'lost', tries: 1, seenAt: 42 },
      { kind: 'lost', tries: 2, seenAt: 42 },
    ])
    await p.go()
    expect(p.told[3]?.kind).toBe('changes')
  })
  test('Stops when nobody is signed in, and starts again', async () => {
    const p = poll([new Response('', { status: 401 }), changes(1)])
    p.poller.start()
    await p.settle()
    expect([p.told[0]?.kind, p.waits.length]).toEqual(['signed-out', 0])
    p.poller.start()
    await p.settle()
    expect(p.told[1]?.kind).toBe('changes')
  })
})
