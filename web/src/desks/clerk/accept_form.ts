/** What a clerk may put right when accepting, and what of it is sent: only what differs from what was read. Pure. */
import type { Schemas } from '@/api'

/** As the document model writes them. */
export const SEXES = ['男', '女'] as const

type View = Schemas['CaseView']
export interface Earlier {
  level: string
  level_word: string
  number: string
  date: string
  received_on: string
  organ_code: string
}
export interface AcceptForm {
  accepted_on: string
  applicants: Schemas['Applicant'][]
  /** As many as the letter says it is of; 0: it does not say. */
  petitioners: number
  claims: string[]
  earlier: Earlier[]
}

export const nobody = (): Schemas['Applicant'] => ({ name: '', sex: '', id_kind: 'resident_id', id_kind_word: '', id_number: '', phone: '', address: '', masked: false })

export function formOf(view: View): AcceptForm {
  return {
    accepted_on: '',
    applicants: view.applicants.map((one) => ({ ...one })),
    petitioners: view.petitioners,
    claims: view.claims.length > 0 ? [...view.claims] : [''],
    earlier: view.rounds
      .filter((round) => !round.ours)
      .map((round) => ({
        level: round.level,
        level_word: round.level_word,
        number: round.document_number,
        date: round.document_date ?? '',
        received_on: round.service?.on ?? round.said_received ?? '',
        organ_code: round.organ.code,
      })),
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export function accepted(form: AcceptForm, view: View): Record<string, unknown> {
  const read = formOf(view)
  const out: Record<string, unknown> = {}
  if (form.accepted_on) out.accepted_on = form.accepted_on
  const masked = view.applicants.some((one) => one.masked) // a list replaces the one that was read: asterisks must never become an identity number
  if (!masked && !same(form.applicants, read.applicants)) out.applicants = form.applicants.map(({ name, sex, id_kind, id_number, phone, address }) => ({ name, sex, id_kind, id_number, phone, address }))
  if (Number.isInteger(form.petitioners) && form.petitioners >= 0 && form.petitioners !== read.petitioners) out.petitioners = form.petitioners
  const claims = form.claims.map((claim) => claim.trim()).filter(Boolean)
  if (!same(claims, read.claims)) out.claims = claims
  form.earlier.forEach((one, i) => {
    if (same(one, read.earlier[i])) return
    const said = Object.fromEntries(Object.entries({ organ_code: one.organ_code, number: one.number, date: one.date, received_on: one.received_on }).filter(([, value]) => value !== ''))
    if (Object.keys(said).length > 0) out[one.level] = said
  })
  return out
}
