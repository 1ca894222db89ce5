/** What comes next for an arrival, and where that is done. */
import type { RouteLocationRaw } from 'vue-router'
import { sortPath } from '@/desks/batches/next_step'
import { t } from '@/words/zh'
import type { ArrivalRow } from './types'

export interface NextStep {
  kind: ArrivalRow['next']
  word: string
  /** Absent: it is done here. */
  to?: RouteLocationRaw
}

export function letterPath(id: string): string {
  return `/mail/letters/${encodeURIComponent(id)}`
}

export function nextOf(row: ArrivalRow): NextStep {
  if (row.next === 'rescan') return { kind: 'rescan', word: t('mailroom.list.rescan') }
  if (row.next === 'sort' && row.batch) return { kind: 'sort', word: t('batches.next.sort'), to: sortPath(row.batch) }
  if (row.next === 'verify') return { kind: 'verify', word: t('mailroom.list.verify'), to: letterPath(row.id) }
  if (row.next === 'open' && row.case) return { kind: 'open', word: t('mailroom.list.openCase'), to: `/cases/${encodeURIComponent(row.case)}` }
  return { kind: row.next, word: t('mailroom.list.look'), to: letterPath(row.id) }
}
