/** What a letter must say before it can be registered, and what is missing. The server decides the same again; the page says it before. */
import type { FieldView, Word } from './types'

const APPLICATIONS = ['review_application', 're_review_application']
const KINDS: Record<string, FieldView['kind']> = {
  kind: 'choice',
  respondent: 'organ',
  respondent_code: 'organ',
  disputed_number: 'doc_number',
  disputed_date: 'date',
}

/** Some servers name the organ by its code's field; either one is the respondent. */
const RESPONDENT = ['respondent_code', 'respondent']

export function isApplication(kind: string): boolean {
  return APPLICATIONS.includes(kind)
}

export interface Facts {
  value: (name: string) => string
  claims: string[]
}

function applicantGiven(facts: Facts): boolean {
  return facts.value('anonymous') === 'true' || facts.value('applicant') !== '' || facts.value('applicants') !== ''
}

/** Names of the facts that are needed and not there, in the order of the form. */
export function missingFacts(facts: Facts): string[] {
  const missing: string[] = []
  const kind = facts.value('kind')
  if (kind === '') missing.push('kind')
  if (!applicantGiven(facts)) missing.push('applicant')
  if (!isApplication(kind)) return missing
  if (RESPONDENT.every((name) => facts.value(name) === '')) missing.push('respondent_code')
  for (const name of ['disputed_number', 'disputed_date']) if (facts.value(name) === '') missing.push(name)
  if (!facts.claims.some((claim) => claim.trim() !== '')) missing.push('claim')
  return missing
}

function emptyField(name: string, label: string, choices: Word[]): FieldView {
  const kind = KINDS[name] ?? 'text'
  return { name, label, kind, value: '', raw: '', confidence: 0, page: 0, box: [], doubts: [], state: 'missing', required: true, mode: 'show', ...(kind === 'choice' ? { choices } : {}) }
}

/** The letter's own fields, and behind them an empty one for each needed fact that was not read at all. */
export function withMissing(fields: FieldView[], missing: string[], words: Word[], kinds: Word[]): FieldView[] {
  const there = (name: string): boolean => fields.some((field) => field.name === name || (name === 'respondent_code' && field.name === 'respondent'))
  const added = missing.filter((name) => name !== 'claim' && !there(name))
  return [...fields, ...added.map((name) => emptyField(name, words.find((word) => word.code === name)?.word ?? name, kinds))]
}
