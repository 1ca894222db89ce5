/** 文号: 代字〔年〕序号号. Reads what people paste, corrects what is only written wrongly, and says what it corrected. */
import { t } from '@/words/zh'

export interface DocNumber {
  prefix: string
  year: string
  serial: string
}
export interface DocNumberReading extends DocNumber {
  corrected: string[]
}

/** Splits a whole number as pasted; null when it is none. */
export function readDocNumber(raw: string): DocNumberReading | null {
  const corrected: string[] = []
  const narrow = raw.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  if (narrow !== raw) corrected.push(t('parts.docNumber.wide'))
  const found = /^([^\d〔[(（【［]+)([〔[(（【［])(\d{4})([〕\])）】］])(第?)(\d+)号?$/.exec(narrow.replace(/\s/g, ''))
  if (!found) return null
  const [, prefix = '', open = '', year = '', , ordinal = '', digits = ''] = found
  if (open !== '〔') corrected.push(t('parts.docNumber.brackets'))
  const { serial, corrected: more } = readSerial(ordinal + digits)
  return { prefix, year, serial, corrected: [...corrected, ...more] }
}

/** 「第08号」 → 8 */
export function readSerial(raw: string): { serial: string; corrected: string[] } {
  const corrected: string[] = []
  const digits = raw.replace(/^第/, '').replace(/号$/, '')
  if (raw.startsWith('第')) corrected.push(t('parts.docNumber.ordinal'))
  const serial = digits.replace(/^0+(?=\d)/, '')
  if (serial !== digits) corrected.push(t('parts.docNumber.zeros'))
  return { serial, corrected }
}

export function writeDocNumber(number: DocNumber): string {
  return number.prefix || number.year || number.serial ? `${number.prefix}〔${number.year}〕${number.serial}号` : ''
}

/** What is still missing, as a sentence; empty when the number is whole. */
export function faultOfDocNumber(number: DocNumber): string {
  if (!number.prefix) return t('parts.docNumber.needPrefix')
  if (!/^\d{4}$/.test(number.year)) return t('parts.docNumber.needYear')
  return /^[1-9]\d*$/.test(number.serial) ? '' : t('parts.docNumber.needSerial')
}
