/** What the tests of the mailroom's pages share: a browser, a house to change, a letter in it, and what every state has to keep. */
import assert from 'node:assert/strict'
import { after, afterEach, before } from 'node:test'
import { join } from 'node:path'
import { assertAccessible, assertNoSidewaysScroll, assertQuiet, DESK, launch, openPage, picture, root } from './harness.mjs'
import { drawPaper, letterOf, openHouse, readingOf } from './mail_fixture.mjs'
import { serve } from './static_server.mjs'

let browser
let server
export let paper
export let house
before(async () => {
  server = await serve(join(root, 'web/dist'), (...asked) => house.api(...asked))
  browser = await launch()
  paper = await drawPaper(browser)
})
// A page that a failed test left open would still ask of the next test's house.
afterEach(async () => {
  for (const left of browser?.contexts() ?? []) await left.close()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

const REFUSALS = [/status of (4\d\d|5\d\d)/, /net::ERR/]
const PERSONAL = ['林阿明', '350205197001010011', '13800005678', '东埔村']

/** Opens an address of a fresh house; `arrange` says what is special about it. */
export async function at(path, { size = DESK, arrange = () => {}, wait = 'main .page' } = {}) {
  house = openHouse()
  arrange(house)
  const page = await openPage(browser, { base: server.base, size, quiet: REFUSALS })
  await page.route('**/api/v1/pages/**', (route) => route.fulfill({ body: paper.jpeg, contentType: 'image/jpeg' }))
  page.choosers = []
  page.on('filechooser', (chooser) => page.choosers.push({ chooser, multiple: chooser.isMultiple() }))
  await page.goto(path)
  await page.waitForSelector(wait)
  return page
}
/** The dialog of the system that the page opened. */
export async function chooserOf(page) {
  for (let tries = 0; tries < 50 && page.choosers.length === 0; tries++) await page.waitForTimeout(100)
  return page.choosers.shift() ?? assert.fail('no dialog for files was opened')
}

/** What was done is with the server: pressed, sent a second later, answered. */
export async function kept(page) {
  await page.waitForTimeout(1300)
  await page.waitForSelector('.save.saved')
}

/** What every state has to keep: axe, no sideways scroll, no script fault, nothing personal in address, title or storage. */
export async function sound(page, name) {
  await page.waitForTimeout(120)
  await assertAccessible(page, name)
  await assertNoSidewaysScroll(page, name)
  const kept = await page.evaluate(() => [location.href, document.title, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })].join('\n'))
  for (const word of PERSONAL) assert.ok(!kept.includes(word) && !decodeURIComponent(kept.split('\n')[0]).includes(word), `${name}: ${word} in ${kept}`)
  await picture(page, name)
  assertQuiet(page)
}
export const close = (page) => page.context().close()
export const inWindow = async (page, selector) => {
  const box = await page.locator(selector).first().boundingBox()
  const { width, height } = page.viewportSize()
  return Boolean(box) && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
}

export const LETTER = '/mail/letters/A000041'
export function withLetter(options = {}, doubts = [], confirmed = {}) {
  return (h) => {
    h.letters.A000041 = letterOf(paper, 'A000041', { doubts, ...options })
    h.readings.A000041 = readingOf(paper, doubts, confirmed, options.lines)
    h.letters.A000042 = letterOf(paper, 'A000042', { more: { previous: 'A000041', position: 2 } })
    h.readings.A000042 = readingOf(paper)
  }
}
export const NEXT = { more: { next: 'A000042' } }
export const openLetter = async (arrange, more = {}) => {
  const page = await at(LETTER, { arrange, wait: '.panes', ...more })
  await page.waitForTimeout(250)
  return page
}
export const sentTo = (rest) => house.seen.filter((one) => one.path === `/arrivals/A000041/${rest}`)
export const KEY_FIRST = { fields: { id_number: { mode: 'key_first', state: 'doubtful', raw: '350205197001010017', doubts: [{ code: 'id.engines', words: '两次识读不同' }] } } }
export const DOUBTFUL = { fields: { applicant: { state: 'doubtful', value: '林阿朋', raw: '林阿朋' } } }
