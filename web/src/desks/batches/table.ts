/**
 * The table on which a batch is sorted: letters as piles of sheets, and where the machine is not sure. What a person does is applied here at once,
 * by the same rules as the server's, so that the hand never waits; the server's answer is what counts.
 */
import type { BatchView, SheetView, SortOperation } from './types'

export type Pile = SheetView[]

/** A letter may end behind the page `after`; `follower` lies behind it for as long as nobody decided. */
export interface Doubt {
  id: string
  after: number
  follower: number
  reasons: string[]
}

export interface Table {
  letters: Pile[]
  doubts: Doubt[]
}

export interface Spot {
  letter: number
  sheet: number
}

export function tableOf(view: BatchView): Table {
  const letters = view.letters.map((letter) => letter.sheets).filter((sheets) => sheets.length > 0)
  const doubts = view.suggestions.flatMap((one): Doubt[] => {
    const spot = one.state === 'open' ? spotOf(letters, one.after) : null
    const follower = spot ? letters[spot.letter]?.[spot.sheet + 1] : undefined
    return follower ? [{ id: one.id, after: one.after, follower: follower.id, reasons: one.reasons }] : []
  })
  return { letters, doubts }
}

export function spotOf(letters: Pile[], page: number): Spot | null {
  for (const [letter, pile] of letters.entries()) {
    const sheet = pile.findIndex((one) => one.id === page)
    if (sheet >= 0) return { letter, sheet }
  }
  return null
}

export function sheetOf(table: Table, page: number): SheetView | undefined {
  const spot = spotOf(table.letters, page)
  return spot ? table.letters[spot.letter]?.[spot.sheet] : undefined
}

/** What is read as part of a letter: no blank, no separator. */
export const isContent = (sheet: SheetView): boolean => sheet.kind !== 'blank' && sheet.kind !== 'separator'
/** Blank pages are hidden unless a person wants to see them. */
export const isShown = (sheet: SheetView, blanks: boolean): boolean => blanks || sheet.kind !== 'blank'

/** All sheets in view, as they lie. */
export function shown(table: Table, blanks: boolean): SheetView[] {
  return table.letters.flat().filter((sheet) => isShown(sheet, blanks))
}

export function countBlanks(table: Table): number {
  return table.letters.flat().filter((sheet) => sheet.kind === 'blank').length
}

/** The number a page is called by: its place in what was delivered, which no move changes. */
export function numbersOf(table: Table): Map<number, number> {
  const delivered = table.letters.flat().sort((a, b) => (a.file === b.file ? a.file_n - b.file_n : a.file < b.file ? -1 : 1))
  return new Map(delivered.map((sheet, at) => [sheet.id, at + 1]))
}

function split(letters: Pile[], page: number): Pile[] | null {
  const spot = spotOf(letters, page)
  const pile = spot ? letters[spot.letter] : undefined
  if (!spot || !pile || spot.sheet + 1 === pile.length) return null
  return [...letters.slice(0, spot.letter), pile.slice(0, spot.sheet + 1), pile.slice(spot.sheet + 1), ...letters.slice(spot.letter + 1)]
}

function merge(letters: Pile[], page: number): Pile[] | null {
  const spot = spotOf(letters, page)
  if (!spot || spot.letter === 0) return null
  const together = [...(letters[spot.letter - 1] ?? []), ...(letters[spot.letter] ?? [])]
  return [...letters.slice(0, spot.letter - 1), together, ...letters.slice(spot.letter + 1)]
}

function move(letters: Pile[], pages: number[], to: number, before: boolean): Pile[] | null {
  const all = letters.flat()
  const taken = pages.flatMap((page) => all.filter((sheet) => sheet.id === page))
  if (pages.includes(to) || taken.length !== pages.length) return null
  const rest = letters.map((pile) => pile.filter((sheet) => !pages.includes(sheet.id)))
  const spot = spotOf(rest, to)
  if (!spot) return null
  const at = spot.sheet + (before ? 0 : 1)
  return rest.map((pile, n) => (n === spot.letter ? [...pile.slice(0, at), ...taken, ...pile.slice(at)] : pile)).filter((pile) => pile.length > 0)
}

const change = (letters: Pile[], pages: number[], how: (sheet: SheetView) => SheetView): Pile[] => letters.map((pile) => pile.map((sheet) => (pages.includes(sheet.id) ? how(sheet) : sheet)))

function lettersAfter(letters: Pile[], operation: SortOperation): Pile[] | null {
  const pages = operation.pages ?? []
  switch (operation.op) {
    case 'split':
      return split(letters, operation.after ?? 0)
    case 'merge':
      return merge(letters, operation.page ?? 0)
    case 'move':
      return move(letters, pages, operation.to ?? 0, operation.side === 'before')
    case 'rotate':
      return change(letters, pages, (sheet) => ({ ...sheet, rotated: (sheet.rotated + (operation.by ?? 0)) % 360 }))
    case 'mark':
      return change(letters, pages, (sheet) => ({ ...sheet, kind: operation.as ?? sheet.kind }))
    default:
      return letters
  }
}

const beside = (letters: Pile[], doubt: Doubt): boolean => letters.some((pile) => pile.some((sheet, at) => sheet.id === doubt.after && pile[at + 1]?.id === doubt.follower))

/** The table after an operation; null where there is nothing to do. Undo, redo and finish are the server's alone. */
export function applied(table: Table, operation: SortOperation): Table | null {
  const letters = lettersAfter(table.letters, operation)
  if (!letters) return null
  const doubts = table.doubts.filter((doubt) => !(operation.op === 'dismiss' && doubt.id === operation.suggestion) && beside(letters, doubt))
  return { letters, doubts }
}
