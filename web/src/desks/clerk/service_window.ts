/**
 * The petitioner's period after a proven service, shown before the act: 30 days from the day after (民法典 201), rolled past days of rest to the
 * first working day (民法典 203). A year without a published calendar is not guessed. The server computes it again and its answer counts. Pure.
 */

export interface Calendars {
  rest_days: string[]
  work_days: string[]
  calendar_years: number[]
}

export type Window = { known: true; raw: string; to: string } | { known: false; year: number }

export const WINDOW_DAYS = 30
const NOTICE_DAYS = 30
const DAY_MS = 86_400_000

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

function isRest(date: string, calendars: Calendars): boolean {
  if (calendars.work_days.includes(date)) return false
  if (calendars.rest_days.includes(date)) return true
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The day a document counts as served: by public notice when thirty days have passed since it was published (民事诉讼法 95). */
export function servedOn(mode: string, on: string): string {
  return mode === 'public_notice' && on ? shifted(on, NOTICE_DAYS) : on
}

export function windowFrom(served: string, calendars: Calendars, days = WINDOW_DAYS): Window {
  const raw = shifted(served, days)
  let to = raw
  for (;;) {
    const year = Number(to.slice(0, 4))
    if (!calendars.calendar_years.includes(year)) return { known: false, year }
    if (!isRest(to, calendars)) return { known: true, raw, to }
    to = shifted(to, 1)
  }
}
