import { expect, test } from 'vitest'
import type { ArrivalRow } from './types'
import { uploadKey } from './upload_key'
import { UploadQueue, type Answer, type Batch, type Upload } from './upload_queue'

const BATCH: Batch = { received: '2026-11-22', posted: '', channel: 'letter' }
const file = (name: string, size = 3): File => new File(['x'.repeat(size)], name, { lastModified: 7 })
const ROW = { id: 'A000001', state: 'in_progress' } as ArrivalRow
const safe: Answer = { status: 201, row: ROW, problem: null }
const refusal = (status: number): Answer => ({ status, row: null, problem: { status, code: `x.${status}`, title: '', detail: '' } })
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

function queueOf(send: (upload: Upload) => Promise<Answer>, signInAgain = async (): Promise<void> => {}): { queue: UploadQueue; pauses: number[] } {
  const pauses: number[] = []
  const queue = new UploadQueue({ send, pause: async (ms) => void pauses.push(ms), signInAgain, changed: () => {}, arrived: () => {} })
  return { queue, pauses }
}

test('three files are on their way at a time, and each that ends makes room for the next', async () => {
  const open: ((answer: Answer) => void)[] = []
  const { queue } = queueOf(() => new Promise((resolve) => open.push(resolve)))
  queue.add([1, 2, 3, 4, 5].map((n) => file(`${n}`)), BATCH)
  expect(open).toHaveLength(3)
  open[0]?.(safe)
  await settle()
  expect(open).toHaveLength(4)
})

test('files of one batch go one after the other, in their order, and wait for one that did not get through', async () => {
  const names: string[] = []
  let reached = false
  const { queue } = queueOf(async (upload) => (names.push(upload.file.name), upload.file.name === '2' && !reached ? null : safe))
  queue.add([1, 2, 3].map((n) => file(`${n}`)), { ...BATCH, into: 'B000012' })
  await settle()
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['safe', 'broken', 'waiting'])
  reached = true
  queue.retry(queue.list()[1]?.key ?? '')
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['safe', 'safe', 'safe'])
  expect([...new Set(names)]).toEqual(['1', '2', '3'])
})

test('a file of a batch that is taken off the page lets the next one go', async () => {
  const { queue } = queueOf(async (upload) => (upload.file.name === '1' ? null : safe))
  queue.add([file('1'), file('2')], { ...BATCH, into: 'B000012' })
  await settle()
  queue.drop(queue.list()[0]?.key ?? '')
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['safe'])
})

test('what did not reach the server is sent again under the same key', async () => {
  const keys: string[] = []
  const answers: Answer[] = [null, refusal(503), safe]
  const { queue, pauses } = queueOf(async (upload) => (keys.push(upload.key), answers.shift() ?? null))
  queue.add([file('a')], BATCH)
  await settle()
  expect(new Set(keys).size).toBe(1)
  expect(keys).toHaveLength(3)
  expect(pauses).toEqual([500, 2000])
  expect(queue.list()[0]?.state).toBe('safe')
})

test('a refusal is final, stands with its reason, and does not stop the others', async () => {
  const { queue } = queueOf(async (upload) => (upload.file.name === 'bad' ? refusal(415) : safe))
  queue.add([file('bad'), file('good')], BATCH)
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['refused', 'safe'])
})

test('after five tries a file is broken and can be sent once more by hand', async () => {
  let tries = 0
  const { queue } = queueOf(async () => (++tries > 5 ? safe : null))
  queue.add([file('a')], BATCH)
  await settle()
  expect(queue.list()[0]?.state).toBe('broken')
  queue.retry(queue.list()[0]?.key ?? '')
  await settle()
  expect(queue.list()[0]?.state).toBe('safe')
})

test('an ended session asks for sign-in once more and goes on without losing the file', async () => {
  const answers: Answer[] = [refusal(401), safe]
  let asked = 0
  const { queue } = queueOf(async () => answers.shift() ?? null, async () => void asked++)
  queue.add([file('a')], BATCH)
  await settle()
  expect(asked).toBe(1)
  expect(queue.list()[0]?.state).toBe('safe')
})

test('the same file offered twice is taken once', async () => {
  const { queue } = queueOf(async () => safe)
  queue.add([file('a')], BATCH)
  expect(queue.add([file('a')], BATCH)).toHaveLength(1)
  expect(queue.list()).toHaveLength(1)
})

test('the key is told by name, size and date, and by the arrival it shows anew', () => {
  const marks = { name: '甲.pdf', size: 3, lastModified: 7 }
  const key = uploadKey(marks)
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(uploadKey({ ...marks })).toBe(key)
  const others = [uploadKey({ ...marks, size: 4 }), uploadKey({ ...marks, lastModified: 8 }), uploadKey({ ...marks, name: '乙.pdf' }), uploadKey(marks, 'A000001')]
  expect(new Set([key, ...others]).size).toBe(5)
})

test('held, what is on its way goes through and nothing new sets out until it goes on', async () => {
  const open: ((answer: Answer) => void)[] = []
  const { queue } = queueOf(() => new Promise((resolve) => open.push(resolve)))
  queue.add([file('1'), file('2')], { ...BATCH, into: 'B000012' })
  queue.hold(true)
  open[0]?.(safe)
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['safe', 'waiting'])
  queue.add([file('3')], BATCH)
  expect(open).toHaveLength(1)
  queue.hold(false)
  expect(open).toHaveLength(3)
})

test('all that did not get through are sent again at once, those that were refused are not', async () => {
  let reached = false
  const { queue } = queueOf(async (upload) => (upload.file.name === 'refused' ? refusal(415) : reached ? safe : null))
  queue.add([file('1'), file('2'), file('refused')], BATCH)
  await settle()
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['broken', 'broken', 'refused'])
  reached = true
  queue.retryAll()
  await settle()
  expect(queue.list().map((upload) => upload.state)).toEqual(['safe', 'safe', 'refused'])
})
