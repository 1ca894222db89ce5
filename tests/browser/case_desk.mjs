/** What the tests of the desks of a case share: one house, one browser, and what every state must hold. */
import assert from 'node:assert/strict'
import { after, before, beforeEach } from 'node:test'
import { join } from 'node:path'
import * as fx from './case_fixtures.mjs'
import { drawPages, openHouse, REFUSALS } from './case_server.mjs'
import { assertAccessible, assertNoSidewaysScroll, assertQuiet, DESK, launch, openPage, picture, root } from './harness.mjs'

export const N = fx.NUMBER
export const DRAFT = `/cases/${N}/draft`
export const TASK = `/review/tasks/${N}`
export const ISSUE = `/cases/${N}/issue`
export const SMALL_PHONE = { width: 320, height: 640 }
export const never = () => new Promise(() => {})

let browser
export let house
before(async () => {
  house = await openHouse(join(root, 'web/dist'))
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await house?.close()
})
beforeEach(() => house.reset())

/** Opens an address as someone; the page closes with the test. */
export async function open(t, role, path, { size = DESK, stage, lost, touch, ready = 'main h1' } = {}) {
  house.role = role
  if (stage) house.stage = stage
  const page = await openPage(browser, { base: house.base, size, quiet: REFUSALS, touch })
  t.after(() => page.context().close())
  await drawPages(page, lost)
  await page.goto(path)
  await page.waitForSelector(ready)
  await page.waitForFunction(() => !document.querySelector('main .loading')) // what there is to read has been read
  return page
}

/** What every state must hold: axe, no sideways scroll, the contract, no error of a script; and a picture to look at. */
export async function holds(page, name) {
  await assertAccessible(page, name)
  await assertNoSidewaysScroll(page, name)
  await picture(page, `case_${name}`)
  assertQuiet(page)
  assert.deepEqual([...new Set(house.faults)], [], `contract: ${name}`)
}

export async function inView(page, selector, where) {
  const box = await page.locator(selector).first().boundingBox()
  const size = page.viewportSize()
  assert.ok(box && box.y >= 0 && box.y + box.height <= size.height && box.x >= 0 && box.x + box.width <= size.width, `${where}: ${selector} is out of view`)
}
export const text = (page, selector = 'main') => page.locator(selector).innerText()
export const sees = async (page, words, where = 'body') => page.locator(where).getByText(words).first().waitFor({ timeout: 4000 })
export const wait = (page, ms) => page.waitForTimeout(ms)
