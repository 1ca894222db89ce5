/** Shapes several parts share. */
export interface Column<Row> {
  key: string
  label: string
  /** CSS width, e.g. `120px`. */
  width?: string
  sortable?: boolean
  align?: 'end'
  /** Digits in even widths and a mono face: numbers, 文号. */
  mono?: boolean
  text?: (row: Row) => string
}

export interface Sort {
  by: string
  down: boolean
}

export interface Doubt {
  /** Index in code points, as the server counts. */
  at: number
  length: number
  text: string
  box: number[]
  candidates: string[]
  state?: 'open' | 'settled' | 'postponed'
}

export interface DoubtLine {
  page: number
  n: number
  text: string
  box: number[]
  doubts: Doubt[]
  confirmed?: { words: string }
}

export interface PickerOption {
  id: string
  label: string
  code?: string
  /** Pinyin initials, lower case. */
  initials?: string
  aliases?: string[]
  note?: string
}

export interface MarkedBox {
  id: string
  box: number[]
  tone?: 'field' | 'doubt' | 'hit' | 'line'
  label?: string
}

export interface Remark {
  id: string
  who: string
  at: string
  text: string
  quote?: string
  /** Its words were edited since: shown with the old quotation, never moved to a similar place. */
  orphan?: boolean
  replies?: { who: string; at: string; text: string }[]
}
