/** What a result of a search leads to, and how its words are drawn. Pure. */
import type { Schemas } from '@/api'

export type FoundRow = Schemas['FoundRow']
export type Hit = Schemas['Hit']
export type PaperHit = Required<Pick<Hit, 'page' | 'boxes' | 'lines' | 'picture' | 'width' | 'height'>> & Hit

export const onPaper = (hit: Hit): hit is PaperHit => Boolean(hit.boxes?.length && hit.lines && hit.picture && hit.page && hit.width && hit.height)

export interface Goal {
  path: string
  query: Record<string, string>
}

/** The case, or the letter that is none yet. */
export function goalOf(row: FoundRow, search: string): Goal {
  if (row.case) return { path: `/cases/${encodeURIComponent(row.case.number)}`, query: {} }
  return { path: `/mail/letters/${row.arrival ?? ''}`, query: { search } }
}

/** The page of the letter with its hits lit. */
export function paperOf(row: FoundRow, hit: Hit, search: string): Goal {
  const query = { search, page: String(hit.page ?? 1) }
  if (row.case) return { path: `/cases/${encodeURIComponent(row.case.number)}/papers/letter`, query }
  return { path: `/mail/letters/${row.arrival ?? ''}`, query }
}

export const titleOf = (row: FoundRow): string => row.case?.number ?? row.arrival ?? ''
export const keyOf = (row: FoundRow): string => `${row.kind}-${titleOf(row)}`

/** A box of the page as part of a piece of it, in hundredths: what a mark over the crop needs. */
export function within(box: number[], piece: number[]): { left: string; top: string; width: string; height: string } {
  const [x = 0, y = 0, w = 0, h = 0] = box
  const [px = 0, py = 0, pw = 1, ph = 1] = piece
  const part = (n: number): string => `${Math.round(n * 10000) / 100}%`
  return { left: part((x - px) / pw), top: part((y - py) / ph), width: part(w / pw), height: part(h / ph) }
}

/** Around the hit as much of its line as fits, with the air PageCrop would add as part of the piece. */
export function pieceOf(hit: PaperHit): number[] {
  const [x = 0, y = 0, w = 0, h = 0] = hit.lines
  const left = Math.min(...hit.boxes.map((box) => box[0] ?? 0))
  const right = Math.max(...hit.boxes.map((box) => (box[0] ?? 0) + (box[2] ?? 0)))
  const widest = 0.5
  if (w <= widest) return [x, y, w, h]
  const middle = (left + right) / 2
  const from = Math.min(Math.max(x, middle - widest / 2), x + w - widest)
  return right - left > widest ? [x, y, w, h] : [from, y, widest, h]
}
