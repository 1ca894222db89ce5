/** What the panel of 不予受理 sends: only what was asked for is said. */
import type { Schemas } from '@/api'

type Round = Schemas['RoundView']

export interface DeclineForm {
  ground: string
  route: number
  reason: string
  way: string
  posted_on: string
  mode: string
  on: string
  proof: string
}

/** The round whose opinion the current request is directed against. */
export function disputedRound(view: Schemas['CaseView']): Round | undefined {
  return view.rounds.length > 1 ? view.rounds[view.rounds.length - 2] : undefined
}

export function declined(form: DeclineForm, wants: { way: boolean; route?: boolean; postmark: boolean; service: Round | undefined }): Record<string, unknown> {
  const input: Record<string, unknown> = { ground: form.ground, reason: form.reason.trim() }
  if (wants.route) input.route = form.route
  if (wants.way) input.way = form.way.trim()
  if (wants.postmark && form.posted_on) input.posted_on = form.posted_on
  if (wants.service) input[wants.service.level] = { service: { mode: form.mode, on: form.on, proof: form.proof.trim() } }
  return input
}
