/** Approval at the desk and on the phone, issue and service, in every state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, holds, inView, ISSUE, N, never, open, sees, SMALL_PHONE, wait } from './case_desk.mjs'
import * as fx from './case_fixtures.mjs'
import { problem } from './case_server.mjs'
import { assertKeyboardWalk, counting, DESK, PHONE } from './harness.mjs'

// ---------------------------------------- 审批

test('The leader sees what waits, at the desk and on the phone', async (t) => {
  for (const [name, size] of [['desk', DESK], ['360', PHONE], ['320', SMALL_PHONE]]) {
    const page = await open(t, 'leader', '/approve', { size })
    await sees(page, '撤销原意见，责令30日内重新作出处理')
    await holds(page, `approve_list_${name}`)
    await page.goto('/approve?tab=done')
    await sees(page, '海府信复查〔2026〕7号')
    await holds(page, `approve_done_${name}`)
  }
  house.on('GET /approvals', () => [200, { todo: [], done: [] }])
  const page = await open(t, 'leader', '/approve')
  await sees(page, '没有待批的文书。')
  await holds(page, 'approve_empty')
})

test('The card keeps its order: what, by when, counsel, changes, document', async (t) => {
  for (const [name, size] of [['desk', DESK], ['360', PHONE], ['320', SMALL_PHONE]]) {
    const page = await open(t, 'leader', `/approve/${N}`, { size })
    await page.waitForSelector('.page img')
    const tops = []
    for (const words of ['撤销原意见，责令30日内重新作出处理', '剩2日', '审核同意', '退回之后重拟']) tops.push((await page.locator('.ask').getByText(words).first().boundingBox()).y)
    assert.deepEqual(tops, [...tops].sort((a, b) => a - b))
    await inView(page, '[data-main]', `approve ${name}`)
    const document = await page.locator('.page').first().boundingBox()
    assert.ok(document.y < size.height - 120, `approve ${name}: the document starts at ${document.y}`)
    await holds(page, `approve_${name}`)
    if (size !== DESK) {
      for (const button of await page.locator('.bar .btn').all()) assert.ok((await button.boundingBox()).height >= 44)
    } else await assertKeyboardWalk(page, 'approve')
  }
})

test('Task 9: the leader approves on a phone in at most five taps and the password', async (t) => {
  const page = await open(t, 'leader', '/approve', { size: PHONE, touch: true })
  const hand = counting(page)
  await hand.tap('.one >> nth=0')
  await page.waitForSelector('.page img')
  await hand.tap('.bar .btn-main')
  await sees(page, '批准 v5（7F3A 91C2），将编号并用印')
  await holds(page, 'approve_sheet_360')
  await wait(page, 450)
  await hand.tap('dialog input[type=password]')
  await hand.name('right')
  await hand.tap('dialog .btn-main')
  await sees(page, '批准回执')
  await holds(page, 'approve_receipt_360')
  assert.ok(hand.total <= 5, `${hand.total} taps`)
  const { body } = house.sent('POST /cases/{case}/acts').at(-1)
  assert.deepEqual([body.act, body.input, body.password, body.version], ['approve', { text: fx.TEXT }, 'right', 16])
})

test('Approving without the password, with a wrong one, and on a bad net', async (t) => {
  const page = await open(t, 'leader', `/approve/${N}`)
  await page.waitForSelector('.page img')
  await page.keyboard.press('y')
  await sees(page, '批准 v5（7F3A 91C2），将编号并用印')
  await wait(page, 450)
  await page.getByRole('button', { name: /^批准 v5/ }).click()
  await sees(page, '请输入口令。')
  await holds(page, 'approve_no_password')
  house.on('POST /cases/{case}/acts', () => problem(403, 'auth.password_wrong', '口令不对', { detail: '请核对后再输一次。' }))
  await page.getByLabel('口令').fill('wrong')
  await page.keyboard.press('Enter')
  await sees(page, '口令不对')
  await holds(page, 'approve_wrong_password')
  await page.route('**/acts', never)
  await page.getByLabel('口令').fill('right')
  await page.getByRole('button', { name: /^批准 v5/ }).click()
  await sees(page, '正在提交…请不要关闭，结果没有回来之前不算办成。')
  await holds(page, 'approve_sending')
})

test('Who drafted or checked has no button but a sentence', async (t) => {
  house.on('GET /approvals', () => [200, fx.approvalMayNot()])
  for (const [name, size] of [['desk', DESK], ['360', PHONE]]) {
    const page = await open(t, 'leader', `/approve/${N}`, { size })
    await sees(page, '您是拟稿人，由其他领导审批。')
    assert.equal(await page.locator('[data-main]').count(), 0)
    await holds(page, `approve_may_not_${name}`)
  }
})

test('A leader returns with reasons', async (t) => {
  const page = await open(t, 'leader', `/approve/${N}`)
  await page.waitForSelector('.page img')
  await page.keyboard.press('n')
  await sees(page, '退回 陈志远 修改；改后须重新送法律审核。')
  await page.getByLabel('事实').check()
  await holds(page, 'approve_return')
  await page.getByLabel('写明要改什么').fill('补充现场勘验')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await sees(page, '退回回执')
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, { reason: '事实：补充现场勘验' })
})

test('A text that changed under the leader blocks the decision at once', async (t) => {
  const page = await open(t, 'leader', `/approve/${N}`)
  await page.waitForSelector('.page img')
  house.on('GET /approvals', () => [200, fx.approvals({ todo: [{ ...fx.approvals().todo[0], text: fx.NEWER, draft_version: 6 }] })])
  house.events = [{ kind: 'case', id: N, n: 41 }]
  await page.getByText('文本已变：您看到的是 v5，现在是 v6。').waitFor({ timeout: 9000 })
  assert.ok(await page.locator('[data-main]').isDisabled())
  await holds(page, 'approve_changed')
})

test('A document that does not wait for me says so', async (t) => {
  house.on('GET /approvals', () => [200, fx.approvals({ todo: [] })])
  const page = await open(t, 'leader', `/approve/${N}`)
  await sees(page, '这份文书不在您的待批里')
  await holds(page, 'approve_not_here')
})

// ---------------------------------------- 印发与送达

test('Nothing is issued before it is approved', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'drafted' })
  await sees(page, '领导批准之后才能印发。')
  await holds(page, 'issue_not_yet')
})

test('Issuing says what it does and leaves a receipt', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'approved' })
  await inView(page, '[data-main]', 'issue')
  await holds(page, 'issue_approved')
  await page.keyboard.press('Control+Enter')
  await sees(page, '印发 海府信复查〔2026〕8号：生成定稿 PDF')
  await holds(page, 'issue_panel')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await sees(page, '印发回执')
  await holds(page, 'issue_receipt')
})

test('A service is recorded with its proof, and its consequence is said before', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'issued' })
  await inView(page, '[data-main]', 'serve')
  await holds(page, 'serve')
  await assertKeyboardWalk(page, 'serve')
  await page.keyboard.press('Control+Enter')
  await sees(page, '请选择送达方式。')
  await sees(page, '请写回证编号，或者交回证扫描件。')
  await holds(page, 'serve_refused')
  await page.getByLabel('直接送达').check()
  await page.getByLabel('送达日期').fill('6-10')
  await page.keyboard.press('Tab')
  await sees(page, '自 2026-06-10 起 30 日，至 2026-07-10')
  await page.getByLabel('回证编号或邮件单号').fill('送达回证（虚构）第1号')
  await holds(page, 'serve_ready')
  await page.keyboard.press('Control+Enter')
  await sees(page, '送达回执')
  await holds(page, 'serve_receipt')
  const { body } = house.sent('POST /cases/{case}/acts').at(-1)
  assert.deepEqual(body.input, { mode: 'direct', recipient: '张喆堃', on: '2026-06-10', proof: '送达回证（虚构）第1号' })
})

test('The scan of a receipt is kept under its digest', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'issued' })
  await page.locator('#serve-file').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: Buffer.from('scan') })
  await sees(page, '扫描件已存：A3F0C7D2')
  await page.getByLabel('邮寄送达').check()
  await page.getByLabel('送达日期').fill('2026-06-10')
  await page.keyboard.press('Control+Enter')
  await sees(page, '送达回执')
  assert.match(house.sent('POST /cases/{case}/acts').at(-1).body.input.proof, /^a3f0c7d2/)
})

test('A service before the date of the document is refused in words', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'issued' })
  await page.getByLabel('直接送达').check()
  await page.getByLabel('送达日期').fill('2026-06-01')
  await page.getByLabel('回证编号或邮件单号').fill('1')
  await page.keyboard.press('Control+Enter')
  await sees(page, '送达日期早于成文日期 2026-06-09。请核对回证。')
  assert.equal(house.sent('POST /cases/{case}/acts').length, 0)
})

test('What is served has no button to send it again, and can be closed', async (t) => {
  const page = await open(t, 'clerk', ISSUE, { stage: 'served' })
  await sees(page, '已经送达，不能再次发送。')
  assert.equal(await page.getByRole('button', { name: /登记送达/ }).count(), 0)
  await inView(page, '[data-main]', 'close')
  await holds(page, 'served')
  await page.keyboard.press('Control+Enter')
  await sees(page, '案卷封存，记录链一并归入；归档后不能再改。')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await sees(page, '归档回执')
})
