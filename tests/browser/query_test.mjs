/**
 * What a petitioner does with the code on the notice, on a whole docket and without an account: finds the page, asks, is told types and dates and
 * nothing else, and is slowed down when guessing. Needs `web/dist` and the built program.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, deliver, register } from './desks_errands.mjs'
import { openHouse } from './desks_house.mjs'
import { facts, inputOf } from './desks_story.mjs'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, DESK, LAPTOP, openPage, PHONE, picture } from './harness.mjs'

const QUIET = [/status of (404|429)/]
const NO_CODE = '2222 2222 2222 2222'

let house
let number = ''
let code = ''
before(async () => {
  house = await openHouse()
  number = await register(house, await deliver(house, 'review-1'))
  await act(house, 'clerk-1', number, 'accept', inputOf('accept'))
  code = (await house.ask('clerk-1', `/cases/${number}`)).query_code
})
after(async () => await house?.close())

async function petitioner(at = '/query', size = DESK) {
  const page = await openPage(house.browser, { base: house.base, size, quiet: QUIET })
  await page.goto(at)
  return page
}
async function asked(page, words) {
  await page.fill('[name=code]', words)
  await page.keyboard.press('Enter')
}
const alerted = (page, words) => page.getByRole('alert').filter({ hasText: words })
/** Neither address nor title tell what was asked, and nothing is kept. */
async function assertNoTrace(page, typed) {
  assert.equal(page.url(), `${house.base}/query`)
  assert.equal(await page.title(), '查询办理进度 · docket')
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]))
  assert.ok(!kept.includes(typed), kept)
}

test('A petitioner comes from the sign-in page, types the code by keyboard alone, and sees what went out and when', async () => {
  assert.match(code, /^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
  const page = await petitioner('/login')
  await page.getByRole('link', { name: '查询办理进度' }).click()
  await page.waitForSelector('[name=code]')
  assert.equal(await page.evaluate(() => document.activeElement.name), 'code')
  const typed = code.toLowerCase().replace(/-/g, ' ')
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '查到 1 份文书' }).waitFor()
  assert.equal(await page.locator('tbody tr').first().locator('td').first().textContent(), '信访事项复查申请受理告知书')
  assert.match(await page.locator('tbody td.date').textContent(), /^\d{4}-\d\d-\d\d$/)
  assert.ok(await page.evaluate(() => document.activeElement.contains(document.querySelector('table'))), 'a screen reader is led to the answer')
  const seen = await page.locator('main').textContent()
  for (const word of [number, facts.applicant, '海信受']) assert.ok(!seen.includes(word), word)
  await assertNoTrace(page, typed)
  await assertAccessible(page, 'the answer')
  await assertKeyboardWalk(page, 'the answer')
  await picture(page, 'query-found')
  assertQuiet(page)
})

test('The page fits every screen, with its button in view', async () => {
  const page = await petitioner('/query', LAPTOP)
  await page.waitForSelector('[data-main]')
  const box = await page.locator('[data-main]').boundingBox()
  assert.ok(box.y >= 0 && box.y + box.height <= LAPTOP.height, `the button ends at ${box.y + box.height}`)
  await assertAccessible(page, 'the question')
  for (const size of [LAPTOP, PHONE]) {
    await page.setViewportSize(size)
    await assertNoSidewaysScroll(page, `the question at ${size.width}`)
  }
  await picture(page, 'query-phone')
  assertQuiet(page)
})

test('The code is told to the clerk on the page of the case, and not to the leader', async () => {
  const clerk = await house.at('clerk-1', `/cases/${number}`)
  await clerk.getByText(code).waitFor()
  assert.equal((await house.ask('leader-1', `/cases/${number}`)).query_code, undefined)
})

test('A wrong code is answered with what to do, what was typed stays, and whoever guesses on waits', async () => {
  const page = await petitioner()
  await page.locator('[name=code]').press('Enter') // waits for the page, which a key to nobody would not
  await alerted(page, '请填写查询码').waitFor()
  await asked(page, NO_CODE)
  await alerted(page, '没有查到这个查询码').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'alert')
  assert.equal(await page.inputValue('[name=code]'), NO_CODE)
  await assertAccessible(page, 'a wrong code')
  await assertNoTrace(page, NO_CODE)
  const throttled = alerted(page, '查询次数过多')
  for (let tries = 0; tries < 30 && !(await throttled.isVisible()); tries++) {
    await page.locator('[data-main]:not([aria-disabled])').waitFor()
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/query'))
    await asked(page, NO_CODE)
    if ((await answered).status() === 429) await throttled.waitFor()
  }
  assert.ok(await throttled.isVisible(), 'thirty wrong codes are slowed down')
  await picture(page, 'query-wait')
  assertQuiet(page)
})
