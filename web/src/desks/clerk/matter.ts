/** What is said of a matter, and what of it is sent. Pure. */
import type { Schemas } from '@/api'

export type Matter = Schemas['Matter']
export type Accused = Schemas['Accused']

export const CLASSES = ['suggestion', 'report', 'relief'] as const

export interface MatterForm {
  class: string
  accused: { name: string; organ: string; person: string }[]
  reason: string
}

export function matterForm(matter: Matter): MatterForm {
  const accused = matter.accused.map((one) => ({ name: one.name ?? '', organ: one.organ ?? '', person: one.person ?? '' }))
  return { class: matter.class || matter.proposed, accused: accused.length > 0 ? accused : [{ name: '', organ: '', person: '' }], reason: '' }
}

/** Whoever was typed or chosen; who is neither is left out. */
export function named(form: MatterForm): MatterForm['accused'] {
  return form.accused.map((one) => ({ ...one, name: one.name.trim() })).filter((one) => one.name !== '' || one.organ !== '')
}

/** A report that is to be none any more wants a reason. */
export function wantsReason(form: MatterForm, before: Matter): boolean {
  return before.class === 'report' && form.class !== 'report'
}

export function matterInput(form: MatterForm, before: Matter, version: number): Schemas['MatterInput'] {
  const input: Schemas['MatterInput'] = { version, matter: form.class as Schemas['MatterInput']['matter'] }
  if (form.class === 'report') input.accused = named(form)
  if (wantsReason(form, before)) input.reason = form.reason.trim()
  return input
}

export function accusedWords(one: Accused): string {
  const unit = one.organ_name ?? one.organ ?? ''
  if (!one.name) return unit
  return unit ? `${one.name}（${unit}）` : one.name
}
