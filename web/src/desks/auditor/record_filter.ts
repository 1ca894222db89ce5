/** What the lists of the record ask of the server, read from the address. Pure. */
import type { LocationQuery } from 'vue-router'
import type { Query } from '@/api/client'

export const CONDITIONS = ['from', 'until', 'person', 'act', 'kind', 'object'] as const
export type Condition = (typeof CONDITIONS)[number]
export const ROWS = 50
/** As the server has it: a table of more rows is not made in one piece. */
export const MOST_EXPORTED = 50000

const DAY = /^\d{4}-\d\d-\d\d$/

function text(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** The conditions that hold; a day that is none is left out. */
export function conditionsOf(query: LocationQuery): Partial<Record<Condition, string>> {
  const out: Partial<Record<Condition, string>> = {}
  for (const name of CONDITIONS) {
    const value = text(query[name])
    if (value && (!['from', 'until'].includes(name) || DAY.test(value))) out[name] = value
  }
  return out
}

export function askOf(query: LocationQuery): Query {
  return { ...conditionsOf(query), before: text(query.before), limit: ROWS }
}
