/**
 * Every word the pages show, in one typed catalogue. `t('frame.search')` is checked by the compiler; a desk adds its words in its own file
 * under `zh/` so that two desks never edit the same lines. Parameters are written `{n}`.
 */
import { admin } from './zh/admin'
import { auditor } from './zh/auditor'
import { batches } from './zh/batches'
import { caseWords } from './zh/case'
import { clerk } from './zh/clerk'
import { duplicates } from './zh/duplicates'
import { frame } from './zh/frame'
import { home } from './zh/home'
import { leader } from './zh/leader'
import { lawyer } from './zh/lawyer'
import { mailroom } from './zh/mailroom'
import { parts } from './zh/parts'
import { search } from './zh/search'

export const zh = { frame, parts, home, mailroom, batches, case: caseWords, clerk, duplicates, lawyer, leader, search, auditor, admin } as const

type Leaves<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`>
}[keyof T & string]

export type Word = Leaves<typeof zh>

/** The words under `key`, with `{name}` replaced by `values.name`. An unknown name stays visible, so that a test finds it. */
export function t(key: Word, values: Record<string, string | number> = {}): string {
  let at: unknown = zh
  for (const step of key.split('.')) at = (at as Record<string, unknown>)[step]
  return String(at).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}
