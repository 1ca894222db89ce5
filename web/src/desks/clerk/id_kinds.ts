/** The papers a petitioner may have, and the one a number looks like: a proposal, which the person may change. Pure. */
import type { Schemas } from '@/api'
import { readId, squeezeId } from '@/parts/id_number'

export type IdKind = Schemas['IdKind']
export const ID_KINDS = ['resident_id', 'residence_permit', 'hm_travel_permit', 'tw_travel_permit', 'passport', 'permanent_resident', 'officer', 'credit_code'] as const satisfies readonly IdKind[]

export function likelyKind(number: string): IdKind {
  const id = squeezeId(number).replace(/-/g, '')
  if (id.length === 18 && !readId(id).fault) return /^8[123]0000/.test(id) ? 'residence_permit' : id.startsWith('9') ? 'permanent_resident' : 'resident_id'
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(id) && /[A-Z]/.test(id.slice(0, 17))) return 'credit_code'
  if (/^[HM](\d{8}|\d{10})$/.test(id)) return 'hm_travel_permit'
  if (/^\d{8}$/.test(id)) return 'tw_travel_permit'
  if (/^[A-Z]{3}\d{12}$/.test(id)) return 'permanent_resident'
  return /^[A-Z][A-Z0-9]{4,8}$/.test(id) && /\d/.test(id) ? 'passport' : 'resident_id'
}
