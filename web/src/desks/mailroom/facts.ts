/** What a letter must say before it can be registered, and what is missing. The server decides the same again; the page says it before. */
import type { FieldView, Word } from './types'

const APPLICATIONS = ['review_application', 're_review_application']
const CONTROLS: Record<string, FieldView['kind']> = { kind: 'choice', respondent_code: 'organ', disputed_number: 'doc_number', disputed_date: 'date' }
/** Names under which a fact may come: several applicants, an organ by its name. */
const SAME: Record<string, string[]> = { applicant: ['applicant', 'applicants'], respondent_code: ['respondent_code', 'respondent'] }

export function isApplication(kind: string): boolean {
  return APPLICATIONS.includes(kind)
}

/** Names of the facts without which such a letter cannot be registered, in the order of the form. */
export function neededFacts(kind: string, anonymous: boolean): string[] {
  const always = anonymous ? ['kind'] : ['kind', 'applicant']
  return isApplication(kind) ? [...always, 'respondent_code', 'disputed_number', 'disputed_date', 'claim'] : always
}

export function isNeeded(name: string, needed: string[]): boolean {
  return needed.some((fact) => fact === name || SAME[fact]?.includes(name))
}

function emptyField(name: string, words: Word[], kinds: Word[]): FieldView {
  const kind = CONTROLS[name] ?? (name === 'claim' ? 'long' : 'text')
  const label = words.find((word) => word.code === name)?.word ?? name
  return { name, label, kind, value: '', raw: '', confidence: 0, page: 0, box: [], doubts: [], state: 'missing', required: true, mode: 'show', ...(kind === 'choice' ? { choices: kinds } : {}) }
}

/** The letter's own fields, and behind them an empty one for each needed fact that was not read at all. */
export function withNeeded(fields: FieldView[], needed: string[], words: Word[], kinds: Word[]): FieldView[] {
  const there = (fact: string): boolean => fields.some((field) => field.name === fact || SAME[fact]?.includes(field.name))
  const filled = fields.map((field) => (field.name === 'kind' && !field.choices?.length ? { ...field, choices: kinds } : field))
  return [...filled, ...needed.filter((fact) => !there(fact)).map((fact) => emptyField(fact, words, kinds))]
}
