/** What the register shows, as it stands in the address. Never the words of a search: those are posted, and the address holds their id. Pure. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Query } from '@/api/client'

export interface RegisterFilter {
  stage: string[]
  organ: string
  kind: string
  due: '' | 'overdue' | 'week' | 'open'
  mine: boolean
  search: string
  sort: '' | 'received' | 'due' | 'number'
  dir: 'asc' | 'desc'
  page: number
  limit: number
}

const DUE = ['overdue', 'week', 'open'] as const
const SORT = ['received', 'due', 'number'] as const
const LIMITS = [50, 100]

function text(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T | '' {
  return (allowed as readonly string[]).includes(value) ? (value as T) : ''
}

export function filterOf(query: LocationQuery): RegisterFilter {
  const limit = Number(text(query.limit))
  return {
    stage: text(query.stage).split(',').filter(Boolean),
    organ: text(query.organ),
    kind: text(query.kind),
    due: oneOf(DUE, text(query.due)),
    mine: text(query.mine) === '1',
    search: text(query.search),
    sort: oneOf(SORT, text(query.sort)),
    dir: text(query.dir) === 'desc' ? 'desc' : 'asc',
    page: Math.max(1, Math.trunc(Number(text(query.page))) || 1),
    limit: LIMITS.includes(limit) ? limit : 50,
  }
}

/** The address of a filter; what is usual is left out, so that equal lists have equal addresses. */
export function addressOfFilter(filter: RegisterFilter): LocationQueryRaw {
  const out: LocationQueryRaw = {}
  if (filter.stage.length > 0) out.stage = filter.stage.join(',')
  if (filter.organ) out.organ = filter.organ
  if (filter.kind) out.kind = filter.kind
  if (filter.due) out.due = filter.due
  if (filter.mine) out.mine = '1'
  if (filter.search) out.search = filter.search
  if (filter.sort) {
    out.sort = filter.sort
    if (filter.dir === 'desc') out.dir = 'desc'
  }
  if (filter.page > 1) out.page = String(filter.page)
  if (filter.limit !== 50) out.limit = String(filter.limit)
  return out
}

/** What is asked of the server; the number and the list come from this one query. */
export function askOf(filter: RegisterFilter): Query {
  return {
    stage: filter.stage.join(','),
    organ: filter.organ,
    kind: filter.kind,
    due: filter.due,
    mine: filter.mine || undefined,
    search: filter.search,
    sort: filter.sort,
    dir: filter.sort ? filter.dir : undefined,
    offset: (filter.page - 1) * filter.limit,
    limit: filter.limit,
  }
}

export function isFiltered(filter: RegisterFilter): boolean {
  return filter.stage.length > 0 || Boolean(filter.organ || filter.kind || filter.due || filter.search) || filter.mine
}

/** The filter without its conditions; order and page size are kept. */
export function cleared(filter: RegisterFilter): RegisterFilter {
  return { ...filter, stage: [], organ: '', kind: '', due: '', mine: false, search: '', page: 1 }
}
