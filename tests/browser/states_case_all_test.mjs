/** What holds on every page of clerk, counsel and leader. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DRAFT, house, holds, inView, ISSUE, N, open, sees, TASK, wait } from './case_desk.mjs'
import { assertAccessible, assertNoSidewaysScroll, composeEnter, DESK, LAPTOP } from './harness.mjs'

const EVERYWHERE = [
  ['clerk', '/register'],
  ['clerk', `/cases/${N}`],
  ['clerk', `/cases/${N}`, 'registered'],
  ['clerk', DRAFT],
  ['clerk', ISSUE, 'issued'],
  ['clerk', ISSUE, 'served'],
  ['lawyer', '/review'],
  ['lawyer', `/review/claim/${N}`],
  ['lawyer', TASK],
  ['leader', '/approve'],
  ['leader', `/approve/${N}`],
]

test('An input method that is composing never acts', async (t) => {
  for (const [role, path, stage] of EVERYWHERE) {
    house.reset()
    const page = await open(t, role, path, { stage })
    await wait(page, 300)
    const where = page.url()
    await composeEnter(page)
    for (const key of ['y', 'n', 'b', ' ']) {
      await page.evaluate((pressed) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: pressed, keyCode: 229, isComposing: true, bubbles: true, cancelable: true })), key)
    }
    await page.evaluate(() => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, keyCode: 229, bubbles: true, cancelable: true })))
    await wait(page, 100)
    assert.equal(page.url(), where)
    assert.equal(await page.locator('dialog[open]').count(), 0, path)
    assert.equal(house.sent('POST /cases/{case}/acts').length, 0, path)
    await page.context().close()
  }
})

test('Composing in a paragraph neither submits nor leaves it', async (t) => {
  const page = await open(t, 'clerk', DRAFT)
  await page.getByRole('button', { name: '修改这一段 请求 1' }).click()
  await page.locator('textarea').waitFor()
  await composeEnter(page)
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 229, isComposing: true, bubbles: true, cancelable: true })))
  assert.equal(await page.locator('textarea').count(), 1)
  assert.equal(await page.locator('dialog[open]').count(), 0)
})

test('No page scrolls sideways on small laptops, and its main button is in view', async (t) => {
  for (const [role, path, stage] of EVERYWHERE) {
    house.reset()
    const page = await open(t, role, path, { stage, size: DESK })
    for (const size of [DESK, LAPTOP]) {
      await page.setViewportSize(size)
      await assertNoSidewaysScroll(page, `${path} at ${size.width}`)
      if (await page.locator('[data-main]').count()) await inView(page, '[data-main]', `${path} at ${size.width}`)
    }
    await page.context().close()
  }
})

test('Every page lists its keys, and no title carries a name', async (t) => {
  for (const [role, path, stage] of EVERYWHERE) {
    house.reset()
    const page = await open(t, role, path, { stage })
    await wait(page, 200)
    assert.ok(!/张|林秋实|陈志远/.test(await page.title()), await page.title())
    await page.keyboard.press('F1')
    await sees(page, '这一页能用的按键')
    await assertAccessible(page, `keys of ${path}`)
    await page.context().close()
  }
})

test('When the net goes, what was typed stays and the bar says how old the page is', async (t) => {
  const page = await open(t, 'clerk', DRAFT)
  await page.getByRole('button', { name: '修改这一段 请求 1' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type('，断线时写的')
  house.down = true
  await page.getByText(/已断线，第 \d+ 次重连/).waitFor({ timeout: 9000 })
  assert.match(await page.locator('textarea').inputValue(), /断线时写的/)
  await holds(page, 'draft_offline')
  house.down = false
  await page.getByText('已恢复，已更新。').waitFor({ timeout: 9000 })
})
