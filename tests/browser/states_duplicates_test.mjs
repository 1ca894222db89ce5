/** 查重 on the page of a case and in the register, in every state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, holds, inView, N, open, sees, text, wait } from './case_desk.mjs'
import * as fx from './case_fixtures.mjs'
import { problem } from './case_server.mjs'
import { assertKeyboardWalk, counting } from './harness.mjs'

const PANEL = 'section[aria-label="查重"]'
const proposing = (...list) => house.on('GET /cases/{case}/duplicates', () => [200, fx.duplicates(list)])
/** As the server does, the decision is there when it is asked again. */
const deciding = () =>
  house.on('POST /cases/{case}/duplicates', ({ body }) => {
    const now = fx.duplicates([], [fx.ruled(body.same)])
    house.on('GET /cases/{case}/duplicates', () => [200, now])
    return [200, now]
  })

test('A case that repeats none says nothing of it', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`)
  await sees(page, '复查期限 30日')
  assert.equal(await page.locator(PANEL).count(), 0)
})

test('Whoever opens a registered case sees what it may repeat, why, and both lists of requests before accepting', async (t) => {
  proposing(fx.maybeFirst, fx.maybeRelated)
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await sees(page, '2 件可能与本案重复，请先认定再受理')
  await inView(page, PANEL, 'duplicates')
  await sees(page, '可能是本案的初件', PANEL)
  await sees(page, '同人：证件号码相同', PANEL)
  await sees(page, '同事：请求中 71% 的用词另一封信也有', PANEL)
  await sees(page, '1. 清理温厝路北段雨水管', PANEL)
  await sees(page, `1. ${fx.claims[0]}`, PANEL)
  await holds(page, 'duplicates')
  await page.keyboard.press('u')
  assert.match(await page.evaluate(() => document.activeElement.textContent), /查重/)
  await assertKeyboardWalk(page, 'duplicates')
})

test('A duplicate is decided with one press, and both cases stay', async (t) => {
  proposing(fx.maybeFirst)
  deciding()
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  const hand = counting(page)
  await page.getByRole('button', { name: '认定重复' }).focus()
  await hand.press('Enter')
  await sees(page, '陈志远 06-10 10:03 认定', PANEL)
  assert.equal(hand.total, 1)
  assert.deepEqual(house.sent('POST /cases/{case}/duplicates').map((one) => [one.values.case, one.body]), [[N, { of: fx.FIRST, same: true }]])
  await sees(page, '两件都留在台账里，各自计数')
  assert.equal(await page.locator(PANEL).getByRole('link', { name: fx.FIRST }).getAttribute('href'), `/cases/${fx.FIRST}`)
  await holds(page, 'duplicates_decided')
})

test('What is no duplicate wants a reason, and a decision can be changed', async (t) => {
  proposing(fx.maybeFirst)
  deciding()
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: '不是重复' }).click()
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await sees(page, '请写明理由，至少两个字。')
  await holds(page, 'duplicates_apart')
  await page.getByLabel('为什么不是').fill('那一件说的是路灯')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  await sees(page, '那一件说的是路灯', PANEL)
  assert.deepEqual(house.sent('POST /cases/{case}/duplicates').at(-1).body, { of: fx.FIRST, same: false, reason: '那一件说的是路灯' })
  await page.getByRole('button', { name: '改为重复' }).click()
  await page.getByRole('button', { name: '改为不是重复' }).waitFor()
  assert.equal(house.sent('POST /cases/{case}/duplicates').at(-1).body.same, true)
})

test('What the server refuses is said beside the proposal, which stays', async (t) => {
  proposing(fx.maybeFirst)
  house.on('POST /cases/{case}/duplicates', () => problem(404, 'duplicate.unknown', '没有这件信访事项，或者您无权查看。'))
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: '认定重复' }).click()
  await sees(page, '没有这件信访事项，或者您无权查看。')
  await sees(page, '可能是本案的初件', PANEL)
  await holds(page, 'duplicates_refused')
})

test('Who only reads decides nothing', async (t) => {
  proposing(fx.maybeFirst)
  const page = await open(t, 'leader', `/cases/${N}`)
  await sees(page, '可能是本案的初件', PANEL)
  assert.equal(await page.locator(PANEL).getByRole('button').count(), 0)
})

test('The register and the head of a case name the other one', async (t) => {
  const linked = { is: 'repeat', number: fx.FIRST, count: 1 }
  house.on('GET /cases', () => [200, { rows: fx.caseRows(2).map((row, i) => (i === 0 ? { ...row, linked } : row)), total: 2 }])
  house.on('GET /cases/{case}', () => [200, fx.caseView('registered', { linked })])
  const page = await open(t, 'clerk', '/register')
  const link = page.locator('tbody').getByRole('link', { name: '重件' })
  assert.equal(await link.getAttribute('href'), `/cases/${fx.FIRST}`)
  await holds(page, 'register_linked')
  await page.goto(`/cases/${N}`)
  await sees(page, `重件，初件是 ${fx.FIRST}`)
  assert.match(await text(page), /重件/)
})
