/** The search in every state, by keys, and its hits lit on the page of the letter. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, holds, never, open, sees } from './case_desk.mjs'
import * as fx from './case_fixtures.mjs'
import { problem } from './case_server.mjs'
import { assertKeyboardWalk } from './harness.mjs'

const box = (page) => page.getByRole('searchbox', { name: '搜索字词' })
async function search(page, words) {
  await box(page).fill(words)
  await page.keyboard.press('Enter')
}
const standsOn = (page, key) => page.waitForFunction((wanted) => document.activeElement?.dataset?.found === wanted, key)

test('Before the first search the page says what it does, and an empty one is refused in words', async (t) => {
  const page = await open(t, 'clerk', '/search')
  await sees(page, '在来信全文、要素、台账和文书中查找')
  await holds(page, 'search_first')
  await page.getByRole('button', { name: '搜索' }).last().click()
  await sees(page, '请输入要搜索的字词。')
  assert.equal(house.sent('POST /searches').length, 0)
})

test('A search shows the words around each place and the piece of paper, and writes no word into the address', async (t) => {
  house.on('GET /searches/{search}/hits', () => [200, { ...fx.found(6), rows: [...fx.found(6).rows, fx.foundLetter], total: 7 }])
  const page = await open(t, 'clerk', '/search')
  await search(page, '张喆堃')
  await page.waitForURL(/search=s7k2/)
  assert.ok(!decodeURIComponent(page.url()).includes('张'))
  assert.deepEqual(house.sent('POST /searches').at(-1).body, { words: '张喆堃' })
  await page.waitForSelector('.found mark')
  await sees(page, '共 7 条')
  await sees(page, '另有 1 处')
  assert.equal(await page.locator('.found > li').count(), 7)
  const [paper, lit] = await page.evaluate(() => ['.sheet', '.lit'].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()))
  assert.ok(lit.width > 20 && lit.left >= paper.left && lit.right <= paper.right + 1, 'the hit is lit on its piece of paper')
  await holds(page, 'search_found')
  await assertKeyboardWalk(page, 'search')
})

test('The results are walked and opened by keys: the case, and the page with its hits lit', async (t) => {
  house.on('GET /searches/{search}/hits', () => [200, fx.found(3)])
  const page = await open(t, 'clerk', '/register')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('张喆堃')
  await page.keyboard.press('Enter')
  const [first, second] = fx.caseRows(3).map((one) => `letter-${one.number}`)
  await standsOn(page, first)
  await page.keyboard.press('j')
  await standsOn(page, second)
  await page.keyboard.press('k')
  await standsOn(page, first)
  await page.keyboard.press('p')
  await page.waitForURL(/\/papers\/letter\?.*page=1/)
  await page.waitForSelector('rect.hit')
  await sees(page, '命中 2 处')
  await page.goBack()
  await page.waitForSelector('[data-found]')
  await page.locator(`[data-found="${first}"]`).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/cases/${fx.caseRows(1)[0].number}`))
})

test('Nothing found, more than is counted, an expired search, a fault and a slow answer each say what is so', async (t) => {
  house.on('GET /searches/{search}/hits', () => [200, fx.found(0)])
  const page = await open(t, 'clerk', '/search')
  await search(page, '没有这个人')
  await sees(page, '没有找到“没有这个人”')
  await holds(page, 'search_none')
  house.on('GET /searches/{search}/hits', () => [200, fx.found(6, { total: 1000, more: true })])
  await page.goto('/search?search=many')
  await sees(page, '1000 条以上')
  await holds(page, 'search_more')
  house.on('GET /searches/{search}/hits', () => problem(404, 'search.expired', '这次搜索已过期，请重新输入搜索内容。'))
  await page.goto('/search?search=old')
  await sees(page, '这次搜索已经过期')
  await page.getByRole('button', { name: '重新搜索' }).click()
  assert.ok(await box(page).evaluate((one) => one === document.activeElement))
  await holds(page, 'search_gone')
  house.on('GET /searches/{search}/hits', () => problem(500, 'store.broken', '搜索没有做成'))
  await page.goto('/search?search=broken')
  await sees(page, 'store.broken · 8F3A')
  await holds(page, 'search_error')
  await page.route('**/api/v1/searches/**', never)
  await page.goto('/search?search=slow')
  await page.waitForSelector('.bone')
  await holds(page, 'search_reading')
})
