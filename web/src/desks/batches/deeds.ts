/** Which operation each press makes of what is chosen, where the hand goes on, and why there is nothing to do. Knows no page and no server. */
import type { Word } from '@/words/zh'
import { applied, isShown, shown, spotOf, type Doubt, type Table } from './table'
import type { SheetView, SortOperation } from './types'

export type Deed = 'split' | 'merge' | 'earlier' | 'later' | 'turn' | 'turnBack' | 'blank' | 'envelope' | 'attachment' | 'page' | 'dismiss'

export interface Choice {
  /** The page the hand is on. */
  page: number
  /** What is chosen, as it lies; the page itself where nothing more is. */
  chosen: number[]
  /** Whether blank pages are in view. */
  blanks: boolean
}

/** `then` is the page the hand goes on to. */
export type Made = { operations: SortOperation[]; then: number } | { why: Word }

const why = (name: 'lastPage' | 'firstLetter' | 'firstPlace' | 'lastPlace' | 'noDoubt' | 'nothing'): Made => ({ why: `batches.sort.why.${name}` })

/** Blank pages that are hidden behind a page go with it: the back of a sheet belongs to its front. */
function endOf(table: Table, page: number, blanks: boolean): number {
  const spot = spotOf(table.letters, page)
  const pile = spot ? (table.letters[spot.letter] ?? []) : []
  let at = spot?.sheet ?? 0
  while (!blanks && pile[at + 1]?.kind === 'blank') at++
  return pile[at]?.id ?? page
}

/** The doubt that waits behind this page, hidden blank pages between them left out. */
export function doubtAt(table: Table, page: number, blanks: boolean): Doubt | undefined {
  const spot = spotOf(table.letters, page)
  const pile = spot ? (table.letters[spot.letter] ?? []) : []
  const end = spotOf(table.letters, endOf(table, page, blanks))?.sheet ?? 0
  return table.doubts.find((doubt) => pile.slice(spot?.sheet ?? 0, end + 1).some((sheet) => sheet.id === doubt.after))
}

/** The page in view on which the hand stands when it looks at a doubt. */
export function standOf(table: Table, doubt: Doubt, blanks: boolean): number {
  const spot = spotOf(table.letters, doubt.after)
  const pile = spot ? (table.letters[spot.letter] ?? []).slice(0, spot.sheet + 1) : []
  const there = pile.filter((sheet) => isShown(sheet, blanks))
  return there[there.length - 1]?.id ?? doubt.after
}

/** Doubts as they lie on the table. */
export function inOrder(table: Table): Doubt[] {
  const places = new Map(table.letters.flat().map((sheet, at) => [sheet.id, at]))
  return [...table.doubts].sort((a, b) => (places.get(a.after) ?? 0) - (places.get(b.after) ?? 0))
}

/** The next doubt from this page on, round the end; behind this page itself only where it is the only one. */
export function nextDoubt(table: Table, page: number, blanks: boolean, back = false): Doubt | undefined {
  const doubts = back ? inOrder(table).reverse() : inOrder(table)
  const places = new Map(table.letters.flat().map((sheet, at) => [sheet.id, at]))
  const here = places.get(page) ?? -1
  const beyond = doubts.find((doubt) => {
    const there = places.get(standOf(table, doubt, blanks)) ?? 0
    return back ? there < here : there > here
  })
  return beyond ?? doubts[0]
}

/** One place on among what is in view, staying at the ends. */
export function walked(table: Table, page: number, by: number, blanks: boolean): number {
  const all = shown(table, blanks)
  const at = all.findIndex((sheet) => sheet.id === page)
  return all[Math.min(Math.max((at < 0 ? 0 : at) + by, 0), all.length - 1)]?.id ?? page
}

/** The first page in view of the letter before or after. */
export function letterWalked(table: Table, page: number, by: number, blanks: boolean): number {
  const from = spotOf(table.letters, page)?.letter ?? 0
  for (let n = from + by; n >= 0 && n < table.letters.length; n += by) {
    const first = table.letters[n]?.find((sheet) => isShown(sheet, blanks))
    if (first) return first.id
  }
  return page
}

/** Everything in view from one page to another, whichever comes first. */
export function range(table: Table, from: number, to: number, blanks: boolean): number[] {
  const all = shown(table, blanks).map((sheet) => sheet.id)
  const [a, b] = [all.indexOf(from), all.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return all.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** After a doubt is decided the hand goes on to the next one, else it stays. */
function decided(table: Table, operations: SortOperation[], page: number, blanks: boolean): Made {
  const after = operations.reduce((now: Table, one) => applied(now, one) ?? now, table)
  const next = nextDoubt(after, page, blanks)
  return { operations, then: next ? standOf(after, next, blanks) : page }
}

function splitting(table: Table, { page, chosen, blanks }: Choice): Made {
  const last = chosen[chosen.length - 1] ?? page
  const doubt = doubtAt(table, last, blanks)
  const after = doubt?.after ?? endOf(table, last, blanks)
  const operations: SortOperation[] = [{ op: 'split', after }]
  if (!applied(table, operations[0] as SortOperation)) return why('lastPage')
  return doubt ? decided(table, operations, last, blanks) : { operations, then: walked(table, last, 1, blanks) }
}

function dismissing(table: Table, { page, blanks }: Choice): Made {
  const doubt = doubtAt(table, page, blanks)
  return doubt ? decided(table, [{ op: 'dismiss', suggestion: doubt.id }], page, blanks) : why('noDoubt')
}

/** One place on, out of the letter at its end and into the next one. */
function moving(table: Table, { page, chosen, blanks }: Choice, by: -1 | 1): Made {
  const edge = spotOf(table.letters, (by < 0 ? chosen[0] : chosen[chosen.length - 1]) ?? page)
  if (!edge) return why('nothing')
  const free = (sheet: SheetView): boolean => isShown(sheet, blanks) && !chosen.includes(sheet.id)
  const pile = table.letters[edge.letter] ?? []
  const ahead = by < 0 ? pile.slice(0, edge.sheet).reverse() : pile.slice(edge.sheet + 1)
  const neighbour = ahead.find(free)
  if (neighbour) return { operations: [{ op: 'move', pages: chosen, to: neighbour.id, side: by < 0 ? 'before' : 'after' }], then: page }
  const next = table.letters[edge.letter + by]
  const to = (by < 0 ? [...(next ?? [])].reverse() : (next ?? [])).find((sheet) => !chosen.includes(sheet.id))
  if (!to) return why(by < 0 ? 'firstPlace' : 'lastPlace')
  return { operations: [{ op: 'move', pages: chosen, to: to.id, side: by < 0 ? 'after' : 'before' }], then: page }
}

/** Pressed again the mark goes. A page that is marked blank leaves the view, and the hand goes on. */
function marking(table: Table, { page, chosen, blanks }: Choice, as: SheetView['kind']): Made {
  const sheets = table.letters.flat().filter((sheet) => chosen.includes(sheet.id))
  const off = sheets.every((sheet) => sheet.kind === as)
  if (off && as === 'page') return why('nothing')
  const kind = off ? 'page' : as
  const hides = kind === 'blank' && !blanks
  const on = walked(table, chosen[chosen.length - 1] ?? page, 1, blanks)
  const then = !hides ? page : chosen.includes(on) ? walked(table, chosen[0] ?? page, -1, blanks) : on
  return { operations: [{ op: 'mark', pages: chosen, as: kind }], then }
}

function merging(table: Table, { page }: Choice): Made {
  const operations: SortOperation[] = [{ op: 'merge', page }]
  return applied(table, operations[0] as SortOperation) ? { operations, then: page } : why('firstLetter')
}

/** What a press makes. */
export function made(deed: Deed, table: Table, choice: Choice): Made {
  const turned = (by: 90 | 270): Made => ({ operations: [{ op: 'rotate', pages: choice.chosen, by }], then: choice.page })
  switch (deed) {
    case 'split':
      return splitting(table, choice)
    case 'merge':
      return merging(table, choice)
    case 'dismiss':
      return dismissing(table, choice)
    case 'earlier':
      return moving(table, choice, -1)
    case 'later':
      return moving(table, choice, 1)
    case 'turn':
      return turned(90)
    case 'turnBack':
      return turned(270)
    default:
      return marking(table, choice, deed)
  }
}

/** What letting go of dragged pages makes; nothing where they lie already. */
export function droppedAt(table: Table, pages: number[], to: number, side: 'before' | 'after'): SortOperation[] {
  if (pages.includes(to)) return []
  const operation: SortOperation = { op: 'move', pages, to, side }
  const before = table.letters.map((pile) => pile.map((sheet) => sheet.id).join()).join('/')
  const after = applied(table, operation)?.letters.map((pile) => pile.map((sheet) => sheet.id).join()).join('/')
  return after && after !== before ? [operation] : []
}
