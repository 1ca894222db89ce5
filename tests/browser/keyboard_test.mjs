/** The daily tasks by keys alone: any touch of a mouse, also by the test itself, is a fault. Needs `web/dist`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, N, open, sees, TASK } from './case_desk.mjs'
import { counting, held } from './harness.mjs'
import { close, NEXT, openLetter, withLetter } from './mail_bench.mjs'
import { SIX_DOUBTS } from './mail_fixture.mjs'

/** Counts what a mouse or a finger does to the page. */
async function withoutMouse(page) {
  await page.evaluate(() => {
    globalThis.touched = []
    for (const kind of ['pointerdown', 'mousedown', 'mousemove', 'touchstart']) addEventListener(kind, (event) => globalThis.touched.push(`${kind} ${event.target.outerHTML?.slice(0, 60)}`), true)
  })
  return async () => assert.deepEqual(await page.evaluate(() => globalThis.touched), [], 'a mouse was used')
}

async function finish(page, hand) {
  await held(page, '要素已核')
  await hand.press('Enter')
  await page.waitForTimeout(420)
  await hand.press('Enter')
  await page.waitForURL('**/mail/letters/A000042')
}

test('Task 1: a clean letter, with no mouse', async () => {
  const page = await openLetter(withLetter(NEXT))
  const untouched = await withoutMouse(page)
  const hand = counting(page)
  await finish(page, hand)
  await untouched()
  assert.equal(hand.total, 2)
  await close(page)
})

test('Task 2: a letter of six doubts, with no mouse', async () => {
  const page = await openLetter(withLetter(NEXT, SIX_DOUBTS))
  const untouched = await withoutMouse(page)
  const hand = counting(page)
  for (let i = 0; i < 5; i++) await hand.press('2')
  await hand.press('e')
  await hand.type('证')
  await hand.press('Enter')
  await finish(page, hand)
  await untouched()
  assert.ok(hand.total <= 14, `${hand.total} presses`)
  await close(page)
})

test('Task 5: a case found by its name and opened, with no mouse', async (t) => {
  const page = await open(t, 'clerk', '/register')
  const untouched = await withoutMouse(page)
  const hand = counting(page)
  await hand.press('/')
  await hand.name('张喆堃')
  await hand.press('Enter')
  await page.waitForURL(/search=/)
  await page.waitForFunction(() => document.activeElement?.closest('[data-found]'))
  await hand.press('Enter')
  await page.waitForURL(/\/cases\//)
  await untouched()
  assert.ok(hand.total <= 3, `${hand.total} presses`)
})

test('Task 6: the next review taken, the conflict declared, the file open, with no mouse', async (t) => {
  const page = await open(t, 'lawyer', '/review')
  const untouched = await withoutMouse(page)
  await page.waitForFunction(() => document.activeElement?.closest('table'))
  const hand = counting(page)
  await hand.press('Enter')
  await page.waitForURL(/\/review\/claim\//)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await hand.press('Space')
  await hand.press('Enter')
  await page.waitForURL(/\/review\/tasks\//)
  await untouched()
  assert.ok(hand.total <= 3, `${hand.total} presses`)
})

test('Task 7: a finding settled by counsel, with no mouse', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await page.locator('[data-finding]').first().waitFor()
  const untouched = await withoutMouse(page)
  const hand = counting(page)
  await hand.press('j')
  await hand.press('y')
  await page.waitForFunction(() => document.querySelector('[data-finding] .verdict'))
  await untouched()
  assert.equal(house.sent('POST /cases/{case}/answers').length, 1)
  assert.ok(hand.total <= 2, `${hand.total} presses`)
})

test('A leader approves by keys alone, and every panel on the way lets the focus out again', async (t) => {
  const page = await open(t, 'leader', `/approve/${N}`)
  await page.waitForSelector('.page img')
  const untouched = await withoutMouse(page)
  await page.keyboard.press('y')
  await sees(page, '批准 v5（7F3A 91C2），将编号并用印')
  for (let i = 0; i < 8; i++) await page.keyboard.press('Tab')
  assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'the focus left an open panel')
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await page.keyboard.press('y')
  await page.locator('dialog[open] input[type=password]').waitFor()
  for (let i = 0; i < 8 && (await page.evaluate(() => document.activeElement?.type)) !== 'password'; i++) await page.keyboard.press('Tab')
  await page.keyboard.type('right')
  await page.waitForTimeout(450)
  await page.keyboard.press('Enter')
  await sees(page, '批准回执')
  await untouched()
})
