/**
 * The law of a case by clicking, against the real server: what a request lacks is asked for once and waited for, somebody speaks for the petitioner,
 * an urgent matter is reported, the organ complained of answers, and a matter ends without an opinion with a leader's word. Needs `web/dist` and the
 * built program.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { act, deliver, readLetter, register } from './desks_errands.mjs'
import { openHouse, until } from './desks_house.mjs'
import { panel, press } from './desks_story.mjs'
import { assertAccessible, assertQuiet } from './harness.mjs'

let house
let review = ''
let petition = ''
const seen = (number) => house.ask('clerk-1', `/cases/${number}`)
before(async () => {
  house = await openHouse()
  review = await register(house, await deliver(house, 'review-1'))
  const letter = await deliver(house, 'noise-1')
  const { version } = await readLetter(house, letter)
  const fields = { kind: 'first_letter', applicant: '张云帆', address: '厦门市海沧区嵩屿街道甲路3号' }
  petition = (await house.send('mailroom-1', 'POST', `/arrivals/${letter}/verify`, { version, fields, claims: ['请求治理夜间施工噪声'] })).case
})
after(async () => await house?.close())

async function choose(page, name) {
  await page.getByRole('button', { name: /^更多/ }).click()
  await page.locator('.menu').getByRole('button', { name, exact: true }).click()
}
/** A form of the open panel is filled in, looked at and sent. */
async function send(page, name, picture) {
  await assertAccessible(page, picture)
  if (process.env.DOCKET_PICTURES) await page.screenshot({ path: join('build/browser', `law_${picture}.png`), fullPage: true })
  await press(page, name)
  await panel(page).waitFor({ state: 'detached' })
}

test('What a request lacks is asked for in one notice, and what comes is entered with its day', async () => {
  const page = await house.at('clerk-1', `/cases/${review}`)
  const before = (await seen(review)).notices.length
  await choose(page, '要求补正')
  await press(page, /^要求补正/)
  await panel(page).getByRole('alert').getByText(/请逐项写明/).waitFor()
  await panel(page).locator('textarea').fill('申请人身份证复印件\n原处理意见书复印件')
  await send(page, /^要求补正/, 'supplement')
  const told = await until('the notice is written', async () => {
    const notice = (await seen(review)).notices.at(-1)
    return notice?.pdf ? notice : null
  })
  assert.equal(told.title, '信访事项复查申请补正告知书')
  assert.equal((await seen(review)).notices.length, before + 1)
  await act(house, 'clerk-1', review, 'serve_notice', { notice: told.n, mode: 'direct', recipient: '林晓舟', on: told.date, proof: '送达回证（虚构）第7号' })
  await page.reload()
  await page.getByText('补正期限 10个工作日').first().waitFor()
  await page.getByText(/申请人身份证复印件；原处理意见书复印件/).first().waitFor()
  await choose(page, '登记补正材料')
  await panel(page).getByText('原处理意见书复印件').waitFor()
  await panel(page).getByLabel('补正材料到达之日', { exact: true }).fill(told.date)
  await send(page, /^登记补正材料/, 'supplement_came')
  const { deadlines, rounds } = await seen(review)
  assert.equal(rounds.at(-1).supplement.came_on, told.date)
  assert.equal(deadlines.find((one) => one.rule === 'L1').met, true)
  assertQuiet(page)
})

test('Who speaks for the petitioner is entered with the mandate, and stands on the page', async () => {
  const page = await house.at('clerk-1', `/cases/${review}`)
  await choose(page, '登记代理人、代表人或者监护人')
  await panel(page).getByLabel('姓名').fill('陈代理')
  await panel(page).getByLabel('凭证（授权委托书、推选书、户口簿等）').fill('授权委托书（虚构）第3号')
  await panel(page).getByLabel('起始日期', { exact: true }).fill((await seen(review)).received)
  await send(page, /^登记代理人/, 'mandate')
  await page.getByText('代理人 陈代理').first().waitFor()
  await assertAccessible(page, 'parties')
  assertQuiet(page)
})

test('The organ complained of is told of the accepted request, and its answer is entered', async () => {
  const page = await house.at('clerk-1', `/cases/${review}`)
  await act(house, 'clerk-1', review, 'accept')
  const told = await until('the notice to the organ is written', async () => {
    const notice = (await seen(review)).notices.find((one) => one.kind === 'respondent_notice')
    return notice?.pdf ? notice : null
  })
  await page.reload()
  await choose(page, '登记被申请人答复')
  await panel(page).locator('textarea').fill('已按规定办理，附补偿协议和付款凭证。')
  await panel(page).getByLabel('答复到达之日', { exact: true }).fill(told.date)
  await send(page, /^登记被申请人答复/, 'answer')
  await page.getByText(/已按规定办理，附补偿协议/).first().waitFor()
  assertQuiet(page)
})

test('An urgent matter stands first with its reason, and the two reports are owed until they are entered', async () => {
  const page = await house.at('clerk-1', `/cases/${petition}`)
  await choose(page, '认定重大紧急')
  await panel(page).locator('textarea').fill('来信人电话中称要到工地阻拦施工。')
  await send(page, /^认定重大紧急/, 'urgent')
  await page.locator('.urgent-bar').getByText(/来信人电话中称/).waitFor()
  await assertAccessible(page, 'urgent_bar')
  const home = await house.at('clerk-1', '/')
  await home.getByRole('row', { name: new RegExp(petition) }).first().getByText('紧急').waitFor()
  for (const n of [0, 1]) {
    await page.goto(`/cases/${petition}`)
    await page.locator('.urgent-bar').getByRole('button', { name: /登记重大紧急报告/ }).click()
    await panel(page).locator('input[type=radio]').first().check()
    await panel(page).getByLabel('报告之日', { exact: true }).fill((await seen(petition)).urgency.marked_on)
    await panel(page).locator('textarea').fill('电话报告值班室（虚构），并报送书面专报。')
    await send(page, /^登记重大紧急报告/, `report_${n}`)
  }
  assert.deepEqual((await seen(petition)).urgency.missing, [])
  assertQuiet(page)
})

test('A matter that was withdrawn ends with a leader, a notice, and nothing due any more', async () => {
  const page = await house.at('clerk-1', `/cases/${petition}`)
  await choose(page, '申请终止办理')
  await panel(page).getByLabel('情形').selectOption('withdrawn')
  await panel(page).getByLabel('发生之日', { exact: true }).fill((await seen(petition)).received)
  await panel(page).getByLabel(/^证明/).fill('撤回申请书（虚构）第2号')
  await panel(page).locator('textarea').fill('施工单位已调整工期，来信人书面撤回。')
  await send(page, /^申请终止办理/, 'ending')
  const leader = await house.at('leader-1', '/')
  await leader.getByRole('row', { name: new RegExp(`${petition}.*审批终止办理|审批终止办理.*${petition}`, 's') }).first().getByRole('link').first().click()
  await leader.waitForURL(new RegExp(`/cases/${petition}`))
  await leader.locator('[data-main]').click()
  await panel(leader).getByText('施工单位已调整工期').waitFor()
  await panel(leader).locator('input[type=password]').fill(house.password('leader-1'))
  await send(leader, /^批准终止办理/, 'ending_granted')
  const { stage, notices, deadlines } = await seen(petition)
  assert.equal(stage, 'concluded')
  assert.equal(notices.at(-1).title, '信访事项终止办理告知书')
  assert.deepEqual(deadlines.filter((one) => !one.met).map((one) => one.rule), [])
  await page.goto(`/cases/${petition}`)
  await page.getByText(/撤回申请 /).first().waitFor()
  assertQuiet(page)
  assertQuiet(leader)
})
