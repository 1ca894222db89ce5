/** What the case page shows of a case, said for its parts. Pure. */
import type { EventView, Schemas } from '@/api'
import { hasReceipt } from '../case/receipts'

type View = Schemas['CaseView']
export type EventKind = 'documents' | 'service' | 'opinions' | 'other'

const KINDS: Record<string, EventKind> = {
  draft: 'documents',
  submit: 'documents',
  issue: 'documents',
  accept: 'documents',
  decline: 'documents',
  record_result: 'documents',
  serve: 'service',
  serve_notice: 'service',
  ask_extension: 'opinions',
  extend: 'documents',
  deny_extension: 'opinions',
  ask_ending: 'opinions',
  end: 'documents',
  deny_ending: 'opinions',
  ask_supplement: 'documents',
  note_supplement: 'documents',
  note_answer: 'documents',
  find_urgent: 'opinions',
  mark_urgent: 'opinions',
  clear_urgent: 'opinions',
  note_report: 'opinions',
  add_mandate: 'other',
  end_mandate: 'other',
  send_back: 'opinions',
  sign_off: 'opinions',
  approve: 'opinions',
  claim: 'opinions',
  release: 'opinions',
}

export interface TimelineEvent {
  n: number
  at: number
  kind: EventKind
  who: string
  what: string
  text: string
  receipt: boolean
}

/** The name is said apart from what was done, and not twice. */
export function timelineOf(events: EventView[]): TimelineEvent[] {
  return events.map((event) => ({
    n: event.n,
    at: event.at,
    kind: KINDS[event.act] ?? 'other',
    who: event.actor.name,
    what: event.words.startsWith(event.actor.name) ? event.words.slice(event.actor.name.length).trim() : event.words,
    text: event.text,
    receipt: hasReceipt(event.act),
  }))
}

export function currentRound(view: View): Schemas['RoundView'] | undefined {
  const ours = view.rounds.filter((round) => round.ours)
  return ours[ours.length - 1] ?? view.rounds[view.rounds.length - 1]
}

/** Acts in the order in which they are the page's main act. */
const MAIN = ['accept', 'submit', 'draft', 'issue', 'remand', 'record_result', 'serve', 'approve', 'extend', 'end', 'close']

export function mainAct(view: View): string {
  const allowed = view.acts.filter((act) => act.allowed).map((act) => act.act)
  const vetoed = (view.findings ?? []).some((finding) => finding.severity === 'veto' && finding.open)
  const order = vetoed ? MAIN.filter((act) => act !== 'submit') : MAIN
  return order.find((act) => allowed.includes(act)) ?? ''
}

/** 张某某, 350205********0395, 139****0115: as others may see it over the shoulder. */
export function maskName(name: string): string {
  const signs = [...name]
  return signs.length === 0 ? '' : `${signs[0]}${'某'.repeat(Math.max(signs.length - 1, 1))}`
}
export function maskId(id: string): string {
  return id.length < 8 ? id : `${'*'.repeat(id.length - 4)}${id.slice(-4)}`
}
export function maskPhone(phone: string): string {
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
