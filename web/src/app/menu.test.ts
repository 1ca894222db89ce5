import { expect, test } from 'vitest'
import { entryOf, menu, pageOf } from './menu'

test('an address belongs to the nearest page of its entry', () => {
  const mail = entryOf('/mail/batches/B000012/sort')
  expect(mail?.path).toBe('/mail')
  expect(['/mail/batches/B000012/sort', '/mail/letters/A000001', '/mail', '/mail/separators'].map((path) => (mail ? pageOf(mail, path) : ''))).toEqual(['/mail/batches', '/mail', '/mail', '/mail/separators'])
})

test('every page of an entry is for some of those who have the entry', () => {
  for (const entry of menu) for (const page of entry.pages ?? []) expect(page.roles.filter((role) => !entry.roles.includes(role))).toEqual([])
})
