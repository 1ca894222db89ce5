/** A letter that comes again, through the server: it is proposed to the clerk who opens its case, decided, and both cases stay. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deliver, register } from './desks_errands.mjs'
import { openHouse, until } from './desks_house.mjs'
import { assertAccessible, assertQuiet } from './harness.mjs'

let house
before(async () => (house = await openHouse()))
after(async () => await house?.close())

const PANEL = 'section[aria-label="查重"]'
const duplicates = (number, who = 'clerk-1') => house.ask(who, `/cases/${number}/duplicates`)

test('The second letter of one person in one matter is proposed to the clerk, who decides with one press', async () => {
  const first = await register(house, await deliver(house, 'review-1'))
  const second = await register(house, await deliver(house, 'dance-1')) // another paper, typed after the same person and requests
  await until('the portraits are made', async () => (await duplicates(first)).proposals.length > 0)
  const page = await house.at('clerk-1', `/cases/${second}`)
  const panel = page.locator(PANEL)
  await panel.getByText('可能是本案的初件').waitFor({ timeout: 20000 })
  await panel.getByText(/^同人：/).waitFor()
  await panel.getByText(/^同事：/).waitFor()
  await assertAccessible(page, 'duplicates')
  await panel.getByRole('button', { name: '认定重复' }).focus()
  await page.keyboard.press('Enter')
  await panel.getByText(/认定$/).waitFor({ timeout: 20000 })
  assert.equal(await panel.getByRole('button', { name: '认定重复' }).count(), 0)

  const { decided, proposals } = await duplicates(first, 'leader-1')
  assert.deepEqual(proposals, [])
  assert.deepEqual(decided.map((one) => [one.number, one.as, one.ruling.by.id]), [[second, 'repeat', 'clerk-1']])
  const { rows, total } = await house.ask('clerk-1', '/cases')
  assert.equal(total, 2)
  assert.deepEqual(rows.map((row) => [row.number, row.linked.is, row.linked.number]).sort(), [[first, 'first', second], [second, 'repeat', first]].sort())
  await page.goto('/register')
  await page.locator('tbody').getByRole('link', { name: '重件' }).waitFor()
  await page.locator('tbody').getByRole('link', { name: '初件' }).click()
  await page.waitForURL(`**/cases/${second}`)
  await page.getByText(`重件，初件是 ${first}`).waitFor()
  assertQuiet(page)
})
