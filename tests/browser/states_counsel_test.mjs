/** Counsel's queue, desk and sign-off in every state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, holds, inView, N, open, sees, TASK, wait } from './case_desk.mjs'
import * as fx from './case_fixtures.mjs'
import { problem } from './case_server.mjs'
import { assertKeyboardWalk, counting } from './harness.mjs'

test("Counsel's queue shows what can be taken, what is mine and what is done", async (t) => {
  const page = await open(t, 'lawyer', '/review')
  await sees(page, '市政排水')
  await inView(page, '[data-main]', 'queue')
  await holds(page, 'queue_open')
  await assertKeyboardWalk(page, 'queue')
  for (const [tab, words] of [['mine', '06-12 16:02'], ['done', '已签署']]) {
    await page.goto(`/review?tab=${tab}`)
    await sees(page, words)
    await holds(page, `queue_${tab}`)
  }
  house.on('GET /reviews', () => [200, { open: [], mine: [], done: [] }])
  await page.goto('/review')
  await sees(page, '没有待领文书。下一件一到会通知您。')
  await holds(page, 'queue_empty')
})

test('Task 6: the next review is taken with the conflict declared in three presses', async (t) => {
  const page = await open(t, 'lawyer', '/review')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TR')
  const hand = counting(page)
  await hand.press('Enter')
  await sees(page, '领取前请核对利害关系')
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await holds(page, 'parties')
  await hand.press('Space')
  await hand.press('Enter')
  await page.waitForURL(/\/review\/tasks\//)
  assert.equal(hand.total, 3)
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, { declaration: true })
})

test('A claim names the version of the case whose parties were read', async (t) => {
  const page = await open(t, 'lawyer', `/review/claim/${N}`)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/review\/tasks\//)
  assert.deepEqual(house.sent('POST /cases/{case}/acts').map((one) => one.body.version), [fx.parties().version])
})

test('Without the declaration nothing is taken', async (t) => {
  const page = await open(t, 'lawyer', `/review/claim/${N}`)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await page.keyboard.press('Enter')
  await sees(page, '请先声明与上述均无利害关系，或者选择回避。')
  await holds(page, 'parties_undeclared')
  assert.equal(house.sent('POST /cases/{case}/acts').length, 0)
})

test('Who was slower reads who was faster', async (t) => {
  house.on('POST /cases/{case}/acts', () => problem(409, 'task.taken', '已被领取', { by: '王律师', at: fx.at('2026-06-10 14:02') }))
  const page = await open(t, 'lawyer', `/review/claim/${N}`)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await sees(page, '王律师 14:02 已领取这件。')
  await holds(page, 'parties_taken')
})

test('Standing back wants a reason, and a known conflict takes the other way out', async (t) => {
  const page = await open(t, 'lawyer', `/review/claim/${N}`)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await page.keyboard.press('b')
  await sees(page, '这件文书不再出现在您的待领取里')
  await holds(page, 'parties_recuse')
  await page.getByLabel('回避理由').fill('曾代理被申请人')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/review$/)
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, { reason: '曾代理被申请人' })
  house.on('GET /reviews/{case}/parties', () => [200, fx.parties({ conflict: '您曾代理海沧街道办事处。' })])
  await page.goto(`/review/claim/${N}`)
  await sees(page, '您应当回避：您曾代理海沧街道办事处。')
  await holds(page, 'parties_conflict')
})

test('The task shows letter, draft and findings side by side', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await sees(page, '送审稿')
  await inView(page, '[data-main]', 'task')
  await holds(page, 'task')
  await assertKeyboardWalk(page, 'task')
  const widths = await page.locator('.panes > .pane').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width)))
  assert.equal(widths.length, 3)
  assert.ok(widths[1] > widths[0] && widths[0] > widths[2] - 40, widths.join(' '))
})

test('Findings are judged by keys, and a dismissal wants a reason', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await page.keyboard.press('j')
  await page.keyboard.press('n')
  await page.keyboard.press('Control+Enter')
  await sees(page, '请写明不成立的理由，至少两个字。')
  await holds(page, 'task_dismiss')
  await page.keyboard.type('已在说理部分答复')
  await page.keyboard.press('Control+Enter')
  await sees(page, '✕ 不成立')
  await page.keyboard.press('j')
  await page.keyboard.press('y')
  await wait(page, 200)
  const sent = house.sent('POST /cases/{case}/answers').map((one) => one.body)
  assert.deepEqual(sent.map((one) => [one.key, one.verdict]), [['f1', 'dismiss'], ['f2', 'uphold']])
})

test('Returning gathers reasons of kinds and words', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await page.keyboard.press('Alt+t')
  await sees(page, '退回拟稿人')
  await page.getByLabel('依据').check()
  await page.getByLabel('文字').check()
  await holds(page, 'task_return')
  await page.getByLabel('写明要改什么').fill('改引现行条例')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/review$/)
  const { body } = house.sent('POST /cases/{case}/acts').at(-1)
  assert.equal(body.act, 'send_back')
  assert.deepEqual(body.input, { reason: '依据、文字：改引现行条例' })
})

test('A task is given back with a reason', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await page.getByRole('button', { name: '交回' }).click()
  await sees(page, '任务回到待领取')
  await holds(page, 'task_release')
  await page.getByRole('dialog').getByLabel('理由').fill('出差三天')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/review$/)
  assert.equal(house.sent('POST /cases/{case}/acts').at(-1).body.act, 'release')
})

test('When the lease is lost the acts are off and the reason typed is still there', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await page.keyboard.press('j')
  await page.keyboard.press('n')
  await page.keyboard.type('我的理由还在')
  house.on('POST /cases/{case}/answers', () => problem(409, 'act.task_not_held', '该审核任务不在您名下'))
  await page.keyboard.press('Control+Enter')
  await sees(page, '占用已结束，这件文书不在您名下。')
  assert.equal(await page.locator('main textarea').inputValue(), '我的理由还在')
  assert.ok(await page.getByRole('button', { name: '交回' }).isDisabled())
  await holds(page, 'task_lost')
})

test('A newer text freezes the task until counsel asks for it', async (t) => {
  const page = await open(t, 'lawyer', TASK)
  await sees(page, '第 4 稿')
  house.on('GET /reviews/{case}', () => [200, fx.reviewFile({ text: fx.NEWER, draft_version: 5 })])
  house.events = [{ kind: 'case', id: N, n: 41 }]
  await page.getByText('您看的是 v4，现在是 v5。').waitFor({ timeout: 9000 })
  await holds(page, 'task_changed')
  await page.getByRole('button', { name: '换到 v5' }).click()
  await sees(page, '第 5 稿')
})

test('A task nobody gave me reads like one that is not there', async (t) => {
  house.on('GET /reviews/{case}', () => problem(404, 'http.not_found', '没有'))
  const page = await open(t, 'lawyer', TASK)
  await sees(page, '没有这个页面，或您无权查看。')
  await holds(page, 'task_hidden')
})

test('Signing names version and digest, is held back until all is done, and ends in a receipt', async (t) => {
  house.on('GET /reviews/{case}', () => [200, fx.reviewFile({ findings: fx.judged })])
  const page = await open(t, 'lawyer', `${TASK}/sign`)
  await sees(page, '签署：对 v4（7F3A 91C2）出具“同意”')
  await inView(page, '.go', 'sign')
  await sees(page, '请选择结论。')
  await holds(page, 'sign')
  await assertKeyboardWalk(page, 'sign')
  await page.locator('[data-n="2"]').scrollIntoViewIfNeeded()
  await sees(page, '通读 2 页 ✓ 已到末页')
  await page.getByLabel('同意', { exact: true }).check()
  await page.getByLabel('与各方无利害关系').check()
  await page.getByLabel('仅就法律问题发表意见').check()
  await page.waitForFunction(() => !document.querySelector('.go').getAttribute('aria-disabled'))
  await page.locator('.go').click()
  await sees(page, '请输入口令。')
  await page.getByLabel('口令').fill('right')
  await holds(page, 'sign_ready')
  await page.locator('.go').click()
  await sees(page, '签署回执')
  await holds(page, 'sign_receipt')
  assert.match(page.url(), /\/receipts\/1044$/)
  await page.reload()
  await sees(page, '签署回执')
  await sees(page, '对《信访事项复查意见书》v4 出具“同意”')
  const { body } = house.sent('POST /cases/{case}/acts').at(-1)
  assert.equal(body.act, 'sign_off')
  assert.equal(body.input.text, fx.TEXT)
  assert.equal(body.password, 'right')
})

test('A text that moved cannot be signed', async (t) => {
  house.on('GET /reviews/{case}', () => [200, fx.reviewFile({ findings: fx.judged })])
  const page = await open(t, 'lawyer', `${TASK}/sign`)
  await sees(page, '请选择结论。')
  house.on('GET /reviews/{case}', () => [200, fx.reviewFile({ findings: fx.judged, text: fx.NEWER, draft_version: 5 })])
  house.events = [{ kind: 'case', id: N, n: 41 }]
  await page.getByText('文本已变，不能签署。').waitFor({ timeout: 9000 })
  await holds(page, 'sign_moved')
})

test('A text whose pages cannot be had cannot be signed', async (t) => {
  house.on('GET /cases/{case}/documents/{key}', () => problem(500, 'render.failed', '没有排成'))
  const page = await open(t, 'lawyer', `${TASK}/sign`)
  await sees(page, '送审稿的页面没有读到，不能签署没有看到的文本。')
  await holds(page, 'sign_no_pages')
})
