/** What the register asks of the server, read from the address. Never the words of a search: those are posted, and the address holds their id. Pure. */
import type { LocationQuery } from 'vue-router'
import type { Query } from '@/api/client'

export const DUE = ['overdue', 'week', 'open'] as const
export const SIZE = 50

function text(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** The names of the conditions, in the order of their chips. */
export const CONDITIONS = ['search', 'stage', 'organ', 'kind', 'due', 'mine'] as const

/** The one query that gives both the number and the list. */
export function askOf(query: LocationQuery): Query {
  const sort = text(query.sort)
  const due = text(query.due)
  const limit = Number(text(query.size)) || SIZE
  const page = Math.max(1, Math.trunc(Number(text(query.page))) || 1)
  return {
    stage: text(query.stage),
    organ: text(query.organ),
    kind: text(query.kind),
    due: (DUE as readonly string[]).includes(due) ? due : '',
    mine: text(query.mine) === '1' ? true : undefined,
    search: text(query.search),
    sort: sort.replace(/^-/, ''),
    dir: sort ? (sort.startsWith('-') ? 'desc' : 'asc') : undefined,
    offset: (page - 1) * limit,
    limit,
  }
}

/** The list's address without what only says where one is in it. */
export function listOf(query: LocationQuery): string {
  const pairs = new URLSearchParams()
  for (const name of [...CONDITIONS, 'sort', 'size', 'page']) if (text(query[name])) pairs.set(name, text(query[name]))
  return pairs.toString()
}

export function queryOfList(list: string): LocationQuery {
  return Object.fromEntries(new URLSearchParams(list))
}
