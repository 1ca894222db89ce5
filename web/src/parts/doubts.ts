/** Lines cut at their doubts. Positions are code points, so that rare characters are never cut in half. */
import type { Doubt, DoubtLine } from './shapes'

export interface Piece {
  text: string
  doubt?: Doubt
}

/** More doubts than this on a page and the page is better read whole. */
export const MANY = 12

export function pieces(line: DoubtLine): Piece[] {
  const points = Array.from(line.text)
  const out: Piece[] = []
  let at = 0
  for (const doubt of [...line.doubts].sort((a, b) => a.at - b.at)) {
    if (doubt.at > at) out.push({ text: points.slice(at, doubt.at).join('') })
    out.push({ text: points.slice(doubt.at, doubt.at + doubt.length).join(''), doubt })
    at = doubt.at + doubt.length
  }
  if (at < points.length) out.push({ text: points.slice(at).join('') })
  return out
}

/** The line with one doubt's characters replaced; later doubts move along. */
export function replaced(line: DoubtLine, doubt: Doubt, by: string): DoubtLine {
  const points = Array.from(line.text)
  const fresh = Array.from(by)
  points.splice(doubt.at, doubt.length, ...fresh)
  const shift = fresh.length - doubt.length
  return {
    ...line,
    text: points.join(''),
    doubts: line.doubts.map((one) => {
      if (one === doubt) return { ...one, text: by, length: fresh.length, state: 'settled' as const }
      return one.at > doubt.at ? { ...one, at: one.at + shift } : one
    }),
  }
}
