/** People as the administrator sees them. */
import type { Schemas } from '@/api'
import type { PickerOption } from '@/parts/shapes'

export type Staff = Schemas['Staff']
export type StaffRow = Schemas['StaffRow']
export type Given = Schemas['Given']
export type Effects = Schemas['StaffEffects']
export type Deed = 'disable' | 'enable' | 'reset' | 'reset_factor' | 'give' | 'bind' | 'unbind'

export const ROLES = ['mailroom', 'clerk', 'lawyer', 'leader', 'auditor', 'administrator'] as const

/** The firm of a lawyer, the organ of everybody else. */
export function placeOf(one: Pick<StaffRow, 'firm' | 'organ'>, organs: PickerOption[]): string {
  return one.firm || (organs.find((organ) => organ.id === one.organ)?.label ?? '')
}

export function accountTone(account: StaffRow['account']): 'good' | 'warn' | 'bad' | 'quiet' {
  return ({ open: 'good', must_change: 'warn', disabled: 'bad', none: 'quiet' } as const)[account]
}

/** What can be done to an account in this state, the usual first. */
export function deedsOf(one: Pick<StaffRow, 'account' | 'second_factor'>): Deed[] {
  if (one.account === 'none') return ['give']
  const factor: Deed[] = one.second_factor ? ['reset_factor'] : []
  return one.account === 'disabled' ? ['enable', 'reset', ...factor] : ['reset', ...factor, 'disable']
}
