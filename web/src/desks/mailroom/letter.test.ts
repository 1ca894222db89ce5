import { expect, test } from 'vitest'
import { neededFacts, withNeeded } from './facts'
import { LetterSaver, merged, type Change } from './letter_saver'
import { fieldInDoubt, nextOpen, offersOf, piecesOf, readWhole, stopsOf, textWith } from './stops'
import type { FieldsInput, FieldView, Letter, ReadLine, ReadPage } from './types'

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({ name, label: name, kind: 'text', value: 'v', raw: 'v', confidence: 1, page: 1, box: [], doubts: [], state: 'sure', required: false, mode: 'show', ...more })
const line = (n: number, text: string, places: number[] = []): ReadLine => ({ n, text, box: [], confidence: 1, doubts: places.map((at) => ({ at, length: 1, text: Array.from(text)[at] ?? '', box: [], candidates: ['甲'] })) })

test('an application for review needs organ, number, day and claims; a first letter only its kind and who writes', () => {
  expect(neededFacts('first_letter', false)).toEqual(['kind', 'applicant'])
  expect(neededFacts('first_letter', true)).toEqual(['kind'])
  expect(neededFacts('review_application', false)).toEqual(['kind', 'applicant', 'respondent_code', 'disputed_number', 'disputed_date', 'claim'])
})

test('a needed fact that was not read at all becomes an empty field; several applicants are applicants', () => {
  const fields = withNeeded([field('kind'), field('applicants')], neededFacts('review_application', false), [{ code: 'disputed_date', word: '原意见日期' }], [])
  expect(fields.map((one) => one.name)).toEqual(['kind', 'applicants', 'respondent_code', 'disputed_number', 'disputed_date', 'claim'])
  expect(fields[4]).toMatchObject({ label: '原意见日期', kind: 'date', state: 'missing' })
})

test('the hand stops at doubts, at what is typed first and at needed gaps, and nowhere else', () => {
  expect(fieldInDoubt(field('a'), false)).toBe(false)
  expect(fieldInDoubt(field('a', { state: 'doubtful' }), false)).toBe(true)
  expect(fieldInDoubt(field('a', { mode: 'key_first' }), false)).toBe(true)
  expect(fieldInDoubt(field('a', { state: 'missing' }), false)).toBe(false)
  expect(fieldInDoubt(field('a', { state: 'missing' }), true)).toBe(true)
  expect(fieldInDoubt(field('a', { state: 'confirmed', mode: 'key_first' }), true)).toBe(false)
})

test('more than twelve doubts turn a page into whole lines', () => {
  const twelve: ReadPage = { n: 1, lines: [line(1, '一二三四五六七八九十甲乙丙丁', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])] }
  const thirteen: ReadPage = { n: 1, lines: [line(1, '一二三四五六七八九十甲乙丙丁', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), line(2, '无疑')] }
  expect(readWhole(twelve)).toBe(false)
  expect(stopsOf([], [], [twelve], () => false)).toHaveLength(12)
  expect(stopsOf([], [], [thirteen], () => false).map((stop) => stop.id)).toEqual(['l:1:1', 'l:1:2'])
})

test('after the last open stop the way begins again at the first that was passed over', () => {
  const stops = stopsOf([], [], [{ n: 1, lines: [line(1, '甲乙丙', [0, 1, 2])] }], () => false)
  const [first, second, third] = stops.map((stop) => stop.id)
  expect(nextOpen(stops, new Set([second ?? '']), first ?? null)?.id).toBe(third)
  expect(nextOpen(stops, new Set([second ?? '', third ?? '']), third ?? null)?.id).toBe(first)
  expect(nextOpen(stops, new Set(stops.map((stop) => stop.id)), null)).toBeNull()
})

test('a rare character is never cut in half when its neighbour is corrected', () => {
  expect(textWith(line(1, '𠮷车𠮶', [1]), new Map([[1, '东𠮷']]))).toBe('𠮷东𠮷𠮶')
})

test('what is offered begins with what was read and names nothing twice', () => {
  const [doubt] = line(1, '车', [0]).doubts
  expect(doubt && offersOf({ ...doubt, candidates: ['东', '车', '东'] })).toEqual(['车', '东'])
  expect(doubt && offersOf({ ...doubt, candidates: [] })).toEqual([])
})

test('a line is cut at its doubts and shades, each with how dark it is marked', () => {
  const shaded: ReadLine = { ...line(1, '甲乙丙丁戊', [3]), shades: [{ at: 1, length: 2, step: 1 }] }
  expect(piecesOf(shaded, () => '東').map((piece) => [piece.text, piece.step])).toEqual([['甲', 0], ['乙丙', 1], ['東', 3], ['戊', 0]])
  expect(piecesOf(shaded, () => undefined)[2]?.text).toBe('丁')
})

test('what was looked at is said once, whatever is saved together', () => {
  expect(merged({ fields: { a: '1' }, looked: ['a'] }, { fields: { b: '2' }, looked: ['a', 'b'] })).toEqual({ fields: { a: '1', b: '2' }, looked: ['a', 'b'] })
})

function saverOf(put: (input: FieldsInput) => Promise<Letter>): { saver: LetterSaver; states: string[]; tick: () => void } {
  const states: string[] = []
  let due: (() => void) | null = null
  const saver = new LetterSaver(3, { put, isConflict: (error) => error === 'conflict', kept: () => {}, conflict: () => {}, state: (state) => states.push(state), later: (act) => ((due = act), 1), forget: () => (due = null) })
  return { saver, states, tick: () => due?.() }
}
const answer = (version: number): Letter => ({ version }) as Letter

test('changes made while a save is under way go with the next one and its version', async () => {
  const sent: FieldsInput[] = []
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const { saver } = saverOf(async (input) => (sent.push(input), await gate, answer(input.version + 1)))
  saver.change({ fields: { a: '1' } })
  const flushed = saver.flush()
  await new Promise((resolve) => setTimeout(resolve, 0)) // under way
  saver.change({ fields: { b: '2' } })
  expect(saver.unsaved().fields).toEqual({ a: '1', b: '2' })
  release()
  await flushed
  await saver.flush()
  expect(sent).toEqual([{ version: 3, fields: { a: '1' } }, { version: 4, fields: { b: '2' } }])
})

test('a conflict stops the saving and forgets nothing; the person decides', async () => {
  let refuse = true
  const { saver, states } = saverOf(async (input) => (refuse ? Promise.reject('conflict') : answer(input.version + 1)))
  saver.change({ fields: { a: '1' } })
  expect(await saver.flush()).toBe(false)
  saver.change({ fields: { b: '2' } })
  expect(states.at(-1)).toBe('conflict')
  refuse = false
  await saver.keepMine(9)
  expect(saver.seen()).toBe(10)
  expect(await saver.flush()).toBe(true)
})

test('taking the other version hands back what was dropped', async () => {
  const { saver } = saverOf(() => Promise.reject('conflict'))
  saver.change({ fields: { a: '1' }, lines: [{ page: 1, line: 2, text: '甲' }] })
  await saver.flush()
  const dropped: Change = saver.takeTheirs(7)
  expect(dropped).toEqual({ fields: { a: '1' }, lines: [{ page: 1, line: 2, text: '甲' }] })
  expect(await saver.flush()).toBe(true)
})

test('a newer word for the same field or line replaces the older one', () => {
  const older: Change = { fields: { a: '1', b: '1' }, lines: [{ page: 1, line: 1, text: '甲' }] }
  expect(merged(older, { fields: { a: '2' }, claims: ['请求'], lines: [{ page: 1, line: 1, text: '乙' }] })).toEqual({ fields: { a: '2', b: '1' }, claims: ['请求'], lines: [{ page: 1, line: 1, text: '乙' }] })
})
