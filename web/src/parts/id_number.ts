/** 公民身份号码 (GB 11643): six digits of place, eight of birth, three of order, one check digit. */
import { t } from '@/words/zh'
import { fromDays, longDate, toDays } from './date_words'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

export interface IdReading {
  /** Sentence for the person; empty when the number holds. */
  fault: string
  birth: string
  sex: 'male' | 'female' | ''
}

export function squeezeId(raw: string): string {
  return raw.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** In groups of 6, 8 and 4, as people read them aloud. */
export function groupId(id: string): string {
  return [id.slice(0, 6), id.slice(6, 14), id.slice(14)].filter(Boolean).join(' ')
}

function birthOf(id: string): string {
  const date = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && id.slice(10, 12) <= '12' && fromDays(toDays(date)) === date ? date : ''
}

export function readId(raw: string): IdReading {
  const id = squeezeId(raw)
  const none = { birth: '', sex: '' as const }
  if (!/^\d*X?$/.test(id) || /X/.test(id.slice(0, 17))) return { ...none, fault: t('parts.id.signs') }
  const birth = id.length >= 14 ? birthOf(id) : ''
  if (id.length >= 14 && !birth) return { ...none, fault: t('parts.id.noDate', { text: id.slice(6, 14) }) }
  const sex = id.length >= 17 ? (Number(id[16]) % 2 === 1 ? 'male' : 'female') : ''
  if (id.length !== 18) return { birth, sex, fault: t('parts.id.length', { n: id.length }) }
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return { birth, sex, fault: CHECKS[sum % 11] === id[17] ? '' : t('parts.id.wrong') }
}

/** 女，1975年3月2日出生 */
export function sayId(reading: IdReading): string {
  return reading.sex && reading.birth ? t('parts.id.born', { sex: t(`parts.id.${reading.sex}`), date: longDate(reading.birth) }) : ''
}
