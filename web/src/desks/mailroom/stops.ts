/**
 * Where the hand stops in a letter: fields in doubt, needed fields that are empty, characters in doubt; on a page with more than twelve of
 * these, every line of the page, because checking that many marks costs as much as reading it all.
 */
import type { FieldView, LineDoubt, ReadLine, ReadPage } from './types'

export const MANY = 12

export interface FieldStop {
  kind: 'field'
  id: string
  page: number
  field: FieldView
}
export interface DoubtStop {
  kind: 'doubt'
  id: string
  page: number
  line: ReadLine
  doubt: LineDoubt
}
export interface LineStop {
  kind: 'line'
  id: string
  page: number
  line: ReadLine
}
export type Stop = FieldStop | DoubtStop | LineStop

export function fieldId(field: FieldView, at: number): string {
  return field.name === 'claim' ? `f:claim:${at}` : `f:${field.name}`
}
export const doubtId = (page: number, line: number, at: number): string => `d:${page}:${line}:${at}`
export const lineId = (page: number, line: number): string => `l:${page}:${line}`

/** A field is a doubt until a person has settled it; one that the letter need not give is none. */
export function fieldInDoubt(field: FieldView, required: boolean): boolean {
  if (field.state === 'confirmed' || field.confirmed) return false
  if (field.state === 'missing') return required
  return field.state === 'doubtful' || field.mode === 'key_first'
}

/** Whether this page is read line by line. Decided by what was read, so that it does not change while a person works the doubts off. */
export function readWhole(page: ReadPage): boolean {
  return page.lines.reduce((sum, line) => sum + line.doubts.length, 0) > MANY
}

function stopsOfPage(page: ReadPage): Stop[] {
  const lines = page.lines.filter((line) => !line.confirmed)
  if (readWhole(page)) return lines.map((line) => ({ kind: 'line', id: lineId(page.n, line.n), page: page.n, line }))
  return lines.flatMap((line) => line.doubts.map((doubt): Stop => ({ kind: 'doubt', id: doubtId(page.n, line.n, doubt.at), page: page.n, line, doubt })))
}

/** All stops in the order of the page: fields, claims, then the text. */
export function stopsOf(fields: FieldView[], claims: FieldView[], pages: ReadPage[], required: (name: string) => boolean): Stop[] {
  const asStop = (field: FieldView, at: number): Stop => ({ kind: 'field', id: fieldId(field, at), page: field.page, field })
  const inFields = [...fields.map((field, at) => ({ field, at })), ...claims.map((field, at) => ({ field, at }))]
  return [
    ...inFields.filter(({ field }) => fieldInDoubt(field, field.required || required(field.name))).map(({ field, at }) => asStop(field, at)),
    ...pages.flatMap(stopsOfPage),
  ]
}

/** The next stop that is still open, after `from`, then from the beginning; null when all are settled. */
export function nextOpen(stops: Stop[], settled: ReadonlySet<string>, from: string | null): Stop | null {
  const at = stops.findIndex((stop) => stop.id === from)
  const order = [...stops.slice(at + 1), ...stops.slice(0, Math.max(at, 0))]
  return order.find((stop) => !settled.has(stop.id)) ?? null
}

/** The line with what a person chose for its doubts, keyed by the doubt's place. Counted in code points: rare characters are two units. */
export function textWith(line: ReadLine, chosen: ReadonlyMap<number, string>): string {
  const points = Array.from(line.text)
  let text = ''
  let at = 0
  for (const doubt of [...line.doubts].sort((a, b) => a.at - b.at)) {
    text += points.slice(at, doubt.at).join('') + (chosen.get(doubt.at) ?? points.slice(doubt.at, doubt.at + doubt.length).join(''))
    at = doubt.at + doubt.length
  }
  return text + points.slice(at).join('')
}

export interface Piece {
  text: string
  /** A stop of the hand. */
  doubt?: LineDoubt
  /** How dark it is marked, 1 to 3; 0 where it is sure. */
  step: number
}

/** The line cut at its doubts and shades. Counted in code points, so that a rare character is never cut in half. */
export function piecesOf(line: ReadLine, chosen: (doubt: LineDoubt) => string | undefined): Piece[] {
  const points = Array.from(line.text)
  const marks = [...line.doubts.map((doubt) => ({ at: doubt.at, length: doubt.length, step: doubt.step ?? 3, doubt })), ...(line.shades ?? []).map((shade) => ({ ...shade, doubt: undefined }))].sort((a, b) => a.at - b.at)
  const out: Piece[] = []
  let at = 0
  for (const mark of marks) {
    if (mark.at < at) continue
    if (mark.at > at) out.push({ text: points.slice(at, mark.at).join(''), step: 0 })
    const read = points.slice(mark.at, mark.at + mark.length).join('')
    out.push(mark.doubt ? { text: chosen(mark.doubt) ?? read, doubt: mark.doubt, step: mark.step } : { text: read, step: mark.step })
    at = mark.at + mark.length
  }
  if (at < points.length) out.push({ text: points.slice(at).join(''), step: 0 })
  return out
}

/** What is offered for a doubt: as it was read first, then the others, no one twice. An empty list: it can only be typed. */
export function offersOf(doubt: LineDoubt): string[] {
  return [...new Set(doubt.candidates.length > 0 ? [doubt.text, ...doubt.candidates] : [])].filter((text) => text !== '').slice(0, 9)
}
