/** How a batch stands, in shape and word, and what comes next for it. */
import { t } from '@/words/zh'
import type { BatchRow } from './types'

export function batchPath(id: string): string {
  return `/mail/batches/${encodeURIComponent(id)}`
}
export const sortPath = (id: string): string => `${batchPath(id)}/sort`

export interface Stand {
  word: string
  shape: string
  tone: 'plain' | 'good' | 'warn' | 'bad' | 'quiet' | 'done'
}

export function stateOf(row: BatchRow): Stand {
  switch (row.state) {
    case 'open':
      return { word: t('batches.state.open'), shape: '○', tone: 'plain' }
    case 'reading':
      return { word: t('batches.state.reading'), shape: '◐', tone: 'plain' }
    case 'stuck':
      return { word: t('batches.state.stuck'), shape: '✕', tone: 'bad' }
    case 'to_sort':
      return { word: t('batches.state.to_sort'), shape: '◇', tone: 'warn' }
    default:
      return row.letters > row.verified ? { word: t('batches.state.verify'), shape: '▷', tone: 'plain' } : { word: t('batches.state.done'), shape: '✓', tone: 'done' }
  }
}

export interface NextStep {
  word: string
  to: string
  /** It waits for this very hand. */
  main: boolean
}

export function nextOf(row: BatchRow): NextStep {
  if (row.next === 'sort') return { word: t('batches.next.sort'), to: sortPath(row.id), main: true }
  const main = row.next === 'verify' || row.next === 'add' || row.next === 'look'
  return { word: t(`batches.next.${row.next}`), to: batchPath(row.id), main }
}

/** Who or what brought it. */
export const sourceOf = (row: BatchRow): string => t(`batches.source.${row.source}`, { by: row.by })
