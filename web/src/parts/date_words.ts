/**
 * Reads a date as people type it and says it back; refuses in words. Dates are `YYYY-MM-DD` text throughout: no time zone can move them.
 * Whether a day is worked comes from the published calendars, never from a guess.
 */
import { t } from '@/words/zh'

export interface DateRules {
  /** `YYYY-MM-DD`, the office's today. */
  today: string
  /** The field's name, for the refusals. */
  name: string
  min?: string
  max?: string
  /** Later than today is impossible: received, posted, dated. */
  past?: boolean
}

export interface Calendar {
  rest_days: string[]
  work_days: string[]
  calendar_years: number[]
}

export type DateReading = { date: string } | { refused: string }

const DAY_MS = 86_400_000
const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const RELATIVE: Record<string, number> = { 今天: 0, 今日: 0, 昨天: -1, 昨日: -1, 前天: -2, 明天: 1, 后天: 2 }

export function toDays(date: string): number {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  return Date.UTC(y, m - 1, d) / DAY_MS
}
export function fromDays(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10)
}
export function addDays(date: string, days: number): string {
  return fromDays(toDays(date) + days)
}
/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(toDays(date) * DAY_MS).getUTCDay()
}

/** 二〇二二 → 2022; 十一 → 11; 二十三 → 23 */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const ten = text.indexOf('十')
  if (ten < 0) return Number(Array.from(text, (c) => DIGITS[c] ?? NaN).join(''))
  const before = text.slice(0, ten)
  const after = text.slice(ten + 1)
  return (before ? (DIGITS[before] ?? NaN) : 1) * 10 + (after ? (DIGITS[after] ?? NaN) : 0)
}

function make(year: number, month: number, day: number, text: string): DateReading {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= 31 && fromDays(toDays(date)) === date
  return exists ? { date } : { refused: t('parts.date.impossible', { text }) }
}

/** Month and day alone: this year's, or last year's where the day would still lie ahead but may not. */
function nearest(month: number, day: number, rules: DateRules, text: string): DateReading {
  const year = Number(rules.today.slice(0, 4))
  const now = make(year, month, day, text)
  if (rules.past && 'date' in now && now.date > rules.today) return make(year - 1, month, day, text)
  return now
}

function understand(text: string, rules: DateRules): DateReading {
  const relative = RELATIVE[text]
  if (relative !== undefined) return { date: addDays(rules.today, relative) }
  if (/^[+-]\d{1,3}$/.test(text)) return { date: addDays(rules.today, Number(text)) }
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (packed) return make(Number(packed[1]), Number(packed[2]), Number(packed[3]), text)
  const chinese = /^(?:([\d〇零一二三四五六七八九]+)年)?([\d〇零一二三四五六七八九十]+)月([\d〇零一二三四五六七八九十]+)[日号]$/.exec(text)
  const parts = chinese ? chinese.slice(1).map((part) => (part ? String(numberOf(part)) : '')) : text.split(/[-/.]/)
  if (chinese && parts[0] === '') parts.shift()
  if (!parts.every((part) => /^\d+$/.test(part))) return { refused: t('parts.date.unreadable', { text }) }
  if (parts.length === 2) return nearest(Number(parts[0]), Number(parts[1]), rules, text)
  if (parts.length !== 3) return { refused: /^\d{6}$/.test(text) ? t('parts.date.shortYear', { text }) : t('parts.date.unreadable', { text }) }
  const years = parts[0]?.length ?? 0
  if (years === 4) return make(Number(parts[0]), Number(parts[1]), Number(parts[2]), text)
  return { refused: parts[2]?.length === 4 ? t('parts.date.order', { text }) : t('parts.date.shortYear', { text }) }
}

/** Reads `text`; the refusal is a whole sentence for the person. */
export function readDate(raw: string, rules: DateRules): DateReading {
  const text = raw.normalize('NFKC').replace(/\s/g, '')
  if (text === '') return { refused: t('parts.date.empty') }
  const read = understand(text, rules)
  if ('refused' in read) return read
  const { date } = read
  if (rules.past && date > rules.today) return { refused: t('parts.date.tooLate', { name: rules.name, date }) }
  if (rules.min && date < rules.min) return { refused: t('parts.date.tooEarly', { name: rules.name, date, limit: rules.min }) }
  if (rules.max && date > rules.max) return { refused: t('parts.date.afterLimit', { name: rules.name, date, limit: rules.max }) }
  return read
}

/** 2022年11月5日 */
export function longDate(date: string): string {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  return t('parts.date.day', { y, m, d })
}

/** Rest or work, where the calendar of the year is published and the day is not what its weekday says. */
export function dayKind(date: string, calendar?: Calendar): 'rest' | 'work' | 'plain' {
  if (!calendar || !calendar.calendar_years.includes(Number(date.slice(0, 4)))) return 'plain'
  if (calendar.work_days.includes(date)) return 'work'
  const weekend = [0, 6].includes(weekdayOf(date))
  return !weekend && calendar.rest_days.includes(date) ? 'rest' : 'plain'
}

/** 2022年11月5日 星期六（调休上班） */
export function sayDate(date: string, calendar?: Calendar): string {
  const kind = dayKind(date, calendar)
  const note = kind === 'work' ? t('parts.date.workday') : kind === 'rest' ? t('parts.date.restDay') : ''
  return t('parts.date.weekdayOf', { date: longDate(date), weekday: t('parts.weekdays')[weekdayOf(date)] ?? '', note })
}
