/** 分件整理 in a real Chromium, state by state: the table, its keys, its buttons, its drags. Needs `web/dist`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bigView, ID, layBatch, view } from './batch_fixture.mjs'
import { until } from './desks_house.mjs'
import { counting } from './harness.mjs'
import { at, close, house, inWindow, sound } from './mail_bench.mjs'

const SORT = `/mail/batches/${ID}/sort`
const MOST_PICTURES = 40

const openSort = async (first = view(), arrange = () => {}, more = {}) => {
  let laid
  const page = await at(SORT, { arrange: (h) => { laid = layBatch(h, first); arrange(h) }, wait: '.sheet', ...more }) // prettier-ignore
  await page.waitForSelector('.sheet:focus')
  return { page, laid }
}
/** The letters in view, page by page: `1 2 | 3 4`. */
const lies = (page) => page.$$eval('.letter', (all) => all.map((one) => [...one.querySelectorAll('.sheet .foot b')].map((n) => n.textContent).join(' ')).join(' | '))
const held = (page) => page.evaluate(() => document.activeElement?.querySelector('.foot b')?.textContent ?? '')
const sent = () => house.seen.filter((one) => one.path === `/batches/${ID}/operations`).map((one) => one.body.operations)
const stored = async (page) => await page.waitForFunction(() => document.querySelector('.state')?.textContent.includes('已存'))
const presses = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key)
  await stored(page)
}

test('The table opens at the first doubt, with its reasons and both pages beside each other', async () => {
  const { page } = await openSort()
  assert.equal(await lies(page), '1 2 | 3 4 5 7 8 9 10 11 12')
  assert.equal(await held(page), '5')
  assert.match(await page.textContent('.aside'), /第 5 页后可能漏分.*疑点 1\/3.*新称呼：尊敬的领导.*前一页已有落款或日期.*第 5 页末尾.*第 7 页开头/s)
  assert.match(await page.textContent('.letter:nth-child(2) .head'), /H0317.*有分隔单.*空白 1.*可能是两封/s)
  await sound(page, 'sort')
  assert.ok(await inWindow(page, '.acts .btn-main'))
  await close(page)
})

test('S splits and D dismisses, each going on to the next doubt; the rest is done by Ctrl+Enter', async () => {
  const { page } = await openSort()
  const hand = counting(page)
  await hand.press('s')
  assert.equal(await lies(page), '1 2 | 3 4 5 | 7 8 9 10 11 12')
  assert.equal(await held(page), '8')
  await hand.press('d')
  assert.equal(await held(page), '9')
  await hand.press('s')
  await stored(page)
  assert.match(await page.textContent('.tools'), /疑点 0/)
  await sound(page, 'sort_decided')
  await hand.press('Control+Enter')
  await page.waitForURL(`**/mail/batches/${ID}`)
  assert.deepEqual(sent(), [[{ op: 'split', after: 6 }], [{ op: 'dismiss', suggestion: 's3' }], [{ op: 'split', after: 9 }], [{ op: 'finish' }]])
  assert.equal(hand.total, 4)
  assert.match(await page.textContent('.notices'), /已分成 4 封/)
  await close(page)
})

test('Every move is a key, each step is stored, and undo and redo go through all of them', async () => {
  const { page } = await openSort()
  const start = await lies(page)
  await presses(page, 'Home', 'Alt+ArrowRight', 'Alt+ArrowRight')
  assert.equal(await lies(page), '2 | 1 3 4 5 7 8 9 10 11 12')
  await presses(page, 'm')
  assert.equal(await lies(page), '2 1 3 4 5 7 8 9 10 11 12')
  await presses(page, 'End', 'Shift+ArrowLeft', 'Alt+ArrowLeft')
  assert.equal(await lies(page), '2 1 3 4 5 7 8 9 11 12 10')
  await presses(page, 'r', 'Shift+R', 'a')
  assert.equal(await page.locator('.sheet.attachment').count(), 2)
  await presses(page, 'Home', 'e', 'ArrowRight', 'b')
  assert.equal(await lies(page), '2 3 4 5 7 8 9 11 12 10')
  await presses(page, 'h')
  assert.equal(await lies(page), '2 1 3 4 5 6 7 8 9 11 12 10')
  await sound(page, 'sort_moved')
  const steps = sent().length
  assert.equal(steps, 9)
  for (let i = 0; i < steps; i++) await page.keyboard.press('Control+z')
  await page.waitForFunction(() => document.querySelector('.acts .btn')?.getAttribute('aria-disabled') === 'true')
  await page.keyboard.press('h')
  assert.equal(await lies(page), start)
  await presses(page, 'Control+Shift+Z', 'Control+Shift+Z', 'Control+Shift+Z')
  await page.waitForFunction(() => document.querySelectorAll('.letter').length === 1)
  assert.equal(await lies(page), '2 1 3 4 5 7 8 9 10 11 12')
  await close(page)
})

test('A press for which there is nothing to do says why and sends nothing', async () => {
  const { page } = await openSort()
  for (const [keys, words] of [[['Home', 'm'], /第一封信/], [['Alt+ArrowLeft'], /最前面/], [['d'], /没有待决定/], [['ArrowRight', 's'], /最后一页/], [['End', 'Alt+ArrowRight'], /最后面/]]) {
    for (const key of keys) await page.keyboard.press(key)
    assert.match(await page.textContent('.told.no'), words)
  }
  await sound(page, 'sort_nothing')
  assert.deepEqual(sent(), [])
  await close(page)
})

test('A page dragged lies where it is let go; Escape while dragging leaves it', async () => {
  const { page } = await openSort()
  const middle = async (n, part = 0.5) => {
    const box = await page.locator(`[data-page="${n}"]`).boundingBox()
    return [box.x + box.width * part, box.y + box.height / 2]
  }
  const drag = async (from, to, part) => {
    await page.mouse.move(...(await middle(from)))
    await page.mouse.down()
    await page.mouse.move(...(await middle(to, part)), { steps: 4 })
  }
  await page.keyboard.press('Home')
  await page.waitForTimeout(100)
  await drag(1, 4, 0.8)
  await page.waitForSelector('.sheet.after')
  await page.waitForSelector('.held')
  await sound(page, 'sort_dragging')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.held', { state: 'detached' })
  await page.mouse.up()
  assert.deepEqual(sent(), [])
  await drag(1, 4, 0.8)
  await page.mouse.up()
  await stored(page)
  assert.equal(await lies(page), '2 | 3 4 1 5 7 8 9 10 11 12')
  await page.click('[data-page="7"]')
  await page.click('[data-page="9"]', { modifiers: ['Shift'] })
  await drag(8, 2, 0.2)
  await page.mouse.up()
  await page.waitForFunction(() => document.querySelector('.letter')?.querySelectorAll('.sheet').length === 4)
  await stored(page)
  assert.equal(await lies(page), '7 8 9 2 | 3 4 1 5 10 11 12')
  assert.deepEqual(sent(), [[{ op: 'move', pages: [1], to: 4, side: 'after' }], [{ op: 'move', pages: [7, 8, 9], to: 2, side: 'before' }]])
  await close(page)
})

test('Every move is a button too, and the doubts are found by the mouse', async () => {
  const { page } = await openSort()
  await page.click('.aside .btn-main')
  await stored(page)
  await page.click('[data-page="1"]')
  for (const words of ['旋转', '信封', '后移']) await page.click(`.tools button:has-text("${words}")`)
  await page.click('.tools button:has-text("疑点")')
  assert.equal(await held(page), '8')
  await page.click('.acts button:has-text("撤销")')
  await page.click('.acts button:has-text("重做")')
  await until('all seven are with the server', () => sent().length === 6, 5)
  assert.deepEqual(sent().map((one) => one[0].op), ['split', 'rotate', 'mark', 'move', 'undo', 'redo'])
  await close(page)
})

test('Finishing with open doubts asks once; one key leaves them to a person', async () => {
  const { page } = await openSort()
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.info-bar:has-text("还有 3 处疑点没有决定")')
  await sound(page, 'sort_undecided')
  assert.deepEqual(sent(), [])
  await page.keyboard.press('Control+Shift+Enter')
  await page.waitForURL(`**/mail/batches/${ID}`)
  assert.deepEqual(sent(), [[{ op: 'finish', undecided: 'needs_person' }]])
  await close(page)
})

test('Whoever was faster is told, nothing of the refused step stays, and another hand\'s step comes in by itself', async () => {
  const { page, laid } = await openSort()
  laid.arrange([{ op: 'split', after: 8 }])
  await page.keyboard.press('s')
  await page.waitForSelector('.error')
  assert.match(await page.textContent('.error'), /另一人刚刚动过.*这一步没有存上/s)
  assert.equal(await lies(page), '1 2 | 3 4 5 7 8 | 9 10 11 12')
  await sound(page, 'sort_stale')
  await presses(page, 's')
  assert.equal(await page.locator('.error').count(), 0)
  laid.arrange([{ op: 'merge', page: 9 }])
  house.changes.push({ kind: 'batch', id: ID, n: 1 })
  await page.waitForSelector('.info-bar:has-text("李某 刚刚动过")', { timeout: 9000 })
  await sound(page, 'sort_other')
  await close(page)
})

test('A page is looked at large, leafed through, and the hand is back where it was', async () => {
  const { page } = await openSort()
  await page.keyboard.press('Space')
  await page.waitForSelector('dialog .viewer img')
  await sound(page, 'sort_large')
  await page.waitForTimeout(450)
  await page.keyboard.press('PageDown')
  assert.match(await page.textContent('dialog h2'), /第 7 页/)
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog .viewer', { state: 'detached' })
  await page.waitForSelector('.sheet:focus')
  assert.equal(await held(page), '7')
  await close(page)
})

test('Who may only read sees the table and its doubts, and changes nothing', async () => {
  const { page } = await openSort(view(), (h) => (h.role = 'auditor'))
  for (const key of ['s', 'd', 'm', 'b', 'Control+z', 'Control+Enter']) await page.keyboard.press(key)
  await sound(page, 'sort_reader')
  assert.deepEqual(sent(), [])
  assert.equal(await page.locator('.acts .btn, .aside .btn-main').count(), 0)
  await close(page)
})

test('Of 250 pages only pictures near the window are in the document, and every page is reached', async () => {
  const { page } = await openSort(bigView(), () => {})
  await page.waitForSelector('.sheet img')
  await page.waitForTimeout(300)
  const pictures = async () => await page.locator('.sheet img').count()
  assert.equal(await page.locator('.sheet').count(), 250)
  assert.ok((await pictures()) <= MOST_PICTURES, `${await pictures()} at the top`)
  await page.keyboard.press('End')
  await page.waitForSelector('[data-page="250"] img')
  await page.waitForTimeout(300)
  assert.equal(await held(page), '250')
  assert.ok((await pictures()) <= MOST_PICTURES, `${await pictures()} at the end`)
  await sound(page, 'sort_many')
  await close(page)
})
