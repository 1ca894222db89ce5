/**
 * The parts of a draft that people write, as a list of cells with addresses. Numbers in addresses start at 1, as people count: `claims/2`,
 * `reasoning/paragraphs/1`, `findings/1/evidence/2`. Every change gives new parts and leaves the old ones as they were, so that undo is a
 * matter of keeping them. Pure.
 */
import type { Finding, Schemas } from '@/api'

export type Parts = Schemas['Parts']
export type Written = Required<Pick<Parts, 'claims' | 'findings' | 'dispositions' | 'additions' | 'attachments' | 'copies_to'>> &
  Pick<Parts, 'hearing' | 'applied_on'> & { reasoning: NonNullable<Parts['reasoning']> }

export type CellKind = 'claims' | 'findings' | 'reasoning' | 'dispositions' | 'hearing' | 'additions' | 'attachments' | 'copies_to'
export interface Cell {
  place: string
  kind: CellKind
  /** Position within its list, from 1. */
  n: number
  /** The claim it answers. */
  claim?: number
  text: string
}

export type Missing = 'finding' | 'disposition'
export interface Unanswered {
  claim: number
  missing: Missing[]
}

export function written(parts: Parts): Written {
  return {
    claims: parts.claims ?? [],
    findings: parts.findings ?? [],
    reasoning: parts.reasoning ?? { paragraphs: [], citations: [] },
    dispositions: parts.dispositions ?? [],
    additions: parts.additions ?? [],
    attachments: parts.attachments ?? [],
    copies_to: parts.copies_to ?? [],
    ...(parts.hearing ? { hearing: parts.hearing } : {}),
    ...(parts.applied_on ? { applied_on: parts.applied_on } : {}),
  }
}

export function cellsOf(parts: Parts): Cell[] {
  const all = written(parts)
  const lines = (kind: CellKind, texts: string[], prefix: string = kind): Cell[] => texts.map((text, i) => ({ place: `${prefix}/${i + 1}`, kind, n: i + 1, text }))
  return [
    ...lines('claims', all.claims),
    ...all.findings.map((finding, i): Cell => ({ place: `findings/${i + 1}`, kind: 'findings', n: i + 1, claim: finding.claim, text: finding.text })),
    ...(all.hearing ? [{ place: 'hearing', kind: 'hearing', n: 1, text: all.hearing.text } satisfies Cell] : []),
    ...lines('reasoning', all.reasoning.paragraphs, 'reasoning/paragraphs'),
    ...all.dispositions.map((one, i): Cell => ({ place: `dispositions/${i + 1}`, kind: 'dispositions', n: i + 1, claim: one.claim, text: one.text })),
    ...lines('additions', all.additions.map((one) => one.text)),
    ...lines('attachments', all.attachments),
    ...lines('copies_to', all.copies_to),
  ]
}

export function cellAt(parts: Parts, place: string): Cell | undefined {
  const cells = cellsOf(parts)
  return cells.find((cell) => cell.place === place) ?? cells.find((cell) => place.startsWith(cell.place + '/'))
}

function replaced<T>(list: T[], n: number, by: T): T[] {
  return list.map((item, i) => (i === n - 1 ? by : item))
}
function without<T>(list: T[], n: number): T[] {
  return list.filter((_, i) => i !== n - 1)
}

export function withText(parts: Parts, place: string, text: string): Parts {
  const cell = cellAt(parts, place)
  if (!cell) return parts
  const all = written(parts)
  const { n } = cell
  switch (cell.kind) {
    case 'claims':
      return { ...all, claims: replaced(all.claims, n, text) }
    case 'findings':
      return { ...all, findings: all.findings.map((one, i) => (i === n - 1 ? { ...one, text } : one)) }
    case 'reasoning':
      return { ...all, reasoning: { ...all.reasoning, paragraphs: replaced(all.reasoning.paragraphs, n, text) } }
    case 'dispositions':
      return { ...all, dispositions: all.dispositions.map((one, i) => (i === n - 1 ? { ...one, text } : one)) }
    case 'hearing':
      return { ...all, hearing: { held_on: all.hearing?.held_on ?? '', text } }
    case 'additions':
      return { ...all, additions: all.additions.map((one, i) => (i === n - 1 ? { ...one, text } : one)) }
    case 'attachments':
      return { ...all, attachments: replaced(all.attachments, n, text) }
    case 'copies_to':
      return { ...all, copies_to: replaced(all.copies_to, n, text) }
  }
}

/** A claim takes its answers with it, and the numbers of the others close up. */
function withoutClaim(all: Written, n: number): Parts {
  const follow = <T extends { claim: number }>(list: T[]): T[] =>
    list.filter((one) => one.claim !== n).map((one) => (one.claim > n ? { ...one, claim: one.claim - 1 } : one))
  return { ...all, claims: without(all.claims, n), findings: follow(all.findings), dispositions: follow(all.dispositions) }
}

export function withoutCell(parts: Parts, place: string): Parts {
  const cell = cellAt(parts, place)
  if (!cell) return parts
  const all = written(parts)
  const { n } = cell
  switch (cell.kind) {
    case 'claims':
      return withoutClaim(all, n)
    case 'findings':
      return { ...all, findings: without(all.findings, n) }
    case 'reasoning':
      return { ...all, reasoning: { ...all.reasoning, paragraphs: without(all.reasoning.paragraphs, n) } }
    case 'dispositions':
      return { ...all, dispositions: without(all.dispositions, n) }
    case 'hearing': {
      const { hearing: _gone, ...rest } = all
      return rest
    }
    case 'additions':
      return { ...all, additions: without(all.additions, n) }
    case 'attachments':
      return { ...all, attachments: without(all.attachments, n) }
    case 'copies_to':
      return { ...all, copies_to: without(all.copies_to, n) }
  }
}

function inserted<T>(list: T[], after: number, item: T): T[] {
  return [...list.slice(0, after), item, ...list.slice(after)]
}

/** A new empty cell of the kind; lists take it after position `after` (0: in front, absent: at the end). Returns its address too. */
export function withNew(parts: Parts, kind: CellKind, options: { claim?: number; after?: number } = {}): { parts: Parts; place: string } {
  const all = written(parts)
  const claim = options.claim ?? 1
  const sorted = <T extends { claim: number }>(list: T[], one: T): { list: T[]; n: number } => {
    const at = list.filter((other) => other.claim <= one.claim).length
    return { list: inserted(list, at, one), n: at + 1 }
  }
  const line = (list: string[]): { list: string[]; n: number } => {
    const at = options.after ?? list.length
    return { list: inserted(list, at, ''), n: at + 1 }
  }
  switch (kind) {
    case 'claims': {
      return { parts: { ...all, claims: [...all.claims, ''] }, place: `claims/${all.claims.length + 1}` }
    }
    case 'findings': {
      const { list, n } = sorted(all.findings, { claim, text: '', evidence: [] })
      return { parts: { ...all, findings: list }, place: `findings/${n}` }
    }
    case 'dispositions': {
      const { list, n } = sorted(all.dispositions, { claim, outcome: '', ground: '', text: '' })
      return { parts: { ...all, dispositions: list }, place: `dispositions/${n}` }
    }
    case 'reasoning': {
      const { list, n } = line(all.reasoning.paragraphs)
      return { parts: { ...all, reasoning: { ...all.reasoning, paragraphs: list } }, place: `reasoning/paragraphs/${n}` }
    }
    case 'hearing':
      return { parts: { ...all, hearing: all.hearing ?? { held_on: '', text: '' } }, place: 'hearing' }
    case 'additions': {
      const at = options.after ?? all.additions.length
      return { parts: { ...all, additions: inserted(all.additions, at, { level: 0, text: '' }) }, place: `additions/${at + 1}` }
    }
    case 'attachments': {
      const { list, n } = line(all.attachments)
      return { parts: { ...all, attachments: list }, place: `attachments/${n}` }
    }
    case 'copies_to': {
      const { list, n } = line(all.copies_to)
      return { parts: { ...all, copies_to: list }, place: `copies_to/${n}` }
    }
  }
}

/** Claims without a finding of fact, or without a disposition (K02). */
export function unanswered(parts: Parts): Unanswered[] {
  const all = written(parts)
  const said = (text: string): boolean => text.trim() !== ''
  return all.claims.flatMap((_, i) => {
    const claim = i + 1
    const missing: Missing[] = []
    if (!all.findings.some((one) => one.claim === claim && said(one.text))) missing.push('finding')
    if (!all.dispositions.some((one) => one.claim === claim && one.outcome !== '')) missing.push('disposition')
    return missing.length > 0 ? [{ claim, missing }] : []
  })
}

/**
 * Puts the suggested words in the place of the quoted ones. Only where they stand exactly once in that paragraph, or where the paragraph is
 * empty: a similar place is never guessed.
 */
export function withSuggestion(parts: Parts, finding: Pick<Finding, 'place' | 'quote' | 'suggestion'>): Parts | null {
  const cell = cellAt(parts, finding.place)
  if (!cell || finding.suggestion === '') return null
  if (finding.quote === '') return cell.text.trim() === '' ? withText(parts, cell.place, finding.suggestion) : null
  const at = cell.text.indexOf(finding.quote)
  if (at < 0 || cell.text.indexOf(finding.quote, at + 1) >= 0) return null
  return withText(parts, cell.place, cell.text.slice(0, at) + finding.suggestion + cell.text.slice(at + finding.quote.length))
}

/** What goes to the server: lines without a word are left out, rows keep their numbers. */
export function forServer(parts: Parts): Parts {
  const all = written(parts)
  const said = (text: string): boolean => text.trim() !== ''
  return {
    ...all,
    findings: all.findings.map((one) => ({ ...one, evidence: one.evidence.filter(said) })),
    reasoning: { paragraphs: all.reasoning.paragraphs.filter(said), citations: all.reasoning.citations.filter((one) => said(one.law)) },
    additions: all.additions.filter((one) => said(one.text)),
    attachments: all.attachments.filter(said),
    copies_to: all.copies_to.filter(said),
  }
}
