/** How dates, instants and digests are written. Offices work in one zone, UTC+8, whatever the computer's clock says. */
const ZONE_MS = 8 * 3600 * 1000

const two = (n: number): string => String(n).padStart(2, '0')

/** `11-05 14:02` of an instant in milliseconds. */
export function shortInstant(at: number): string {
  const d = new Date(at + ZONE_MS)
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}

/** `2026-11-05 14:02:11` */
export function longInstant(at: number): string {
  const d = new Date(at + ZONE_MS)
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${clockTime(at)}`
}

/** `2026-11-05 14:02:11.220` */
export function exactInstant(at: number): string {
  return `${longInstant(at)}.${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}`
}

/** `14:02:11` */
export function clockTime(at: number): string {
  const d = new Date(at + ZONE_MS)
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`
}

/** `7F3A 91C2 0B4D 66E1`: the first sixteen digits, which is what people compare. */
export function shortDigest(digest: string, groups = 4): string {
  return (digest.toUpperCase().match(/.{4}/g) ?? [digest]).slice(0, groups).join(' ')
}

/** 1284 → `1,284` */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
