import { describe, expect, test } from 'vitest'
import { shouldProlong } from './lease'

const HOUR = 3_600_000
const now = Date.UTC(2026, 5, 10)

describe('A lease', () => {
  test('Runs on by itself once less than half of it is left', () => {
    expect(shouldProlong(now, now + 37 * HOUR, 3, 0)).toBe(false)
    expect(shouldProlong(now, now + 35 * HOUR, 3, 0)).toBe(true)
  })
  test('Is asked for at most once a minute', () => {
    expect(shouldProlong(now, now + HOUR, 3, now - 59_000)).toBe(false)
    expect(shouldProlong(now, now + HOUR, 3, now - 60_000)).toBe(true)
  })
  test('That ended cannot be prolonged', () => expect(shouldProlong(now, now - 1, 3, 0)).toBe(false))
})
