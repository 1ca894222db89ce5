/**
 * A matter the office handles itself, against the real server and by clicking: accepted with its notice, its period extended with a leader's
 * approval, the slip of the notice printed, scanned back in and confirmed, the day of the period read with its reason. Needs `web/dist`, the built
 * program and pdftoppm.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse, until } from './desks_house.mjs'
import { panel, press, read, upload } from './desks_story.mjs'
import { assertAccessible, assertQuiet } from './harness.mjs'

let house
let number = ''
const seen = () => house.ask('clerk-1', `/cases/${number}`)
before(async () => {
  house = await openHouse()
  const mailroom = await house.at('mailroom-1', '/mail')
  await upload(mailroom, 'noise-1')
  await read(house, 'A000001')
  const { version } = await house.ask('mailroom-1', '/arrivals/A000001')
  const fields = { kind: 'first_letter', applicant: '张云帆', address: '厦门市海沧区嵩屿街道甲路3号' }
  number = (await house.send('mailroom-1', 'POST', '/arrivals/A000001/verify', { version, fields, claims: ['请求治理夜间施工噪声'] })).case
})
after(async () => await house?.close())

async function choose(page, name) {
  await page.getByRole('button', { name: /^更多/ }).click()
  await page.locator('.menu').getByRole('button', { name, exact: true }).click()
}

test('A letter is accepted by the office itself: sixty days and a notice that nobody has served yet', async () => {
  const page = await house.at('clerk-1', `/cases/${number}`)
  await page.locator('[data-main]').click()
  await panel(page).getByText('将出具受理告知书').waitFor()
  await press(page, /^受理/)
  await panel(page).waitFor({ state: 'detached' })
  await page.getByText('办理期限 60日').first().waitFor()
  await until('the notice is written', async () => (await seen()).notices[0]?.pdf)
  await page.reload()
  await page.getByText(/送达信访事项受理告知书并登记回证/).waitFor()
  assert.equal((await seen()).rounds.at(-1).organ.code, 'district')
})

test('The period is extended by the leader, once, with a notice; the new day says why, and the old one stays', async () => {
  const page = await house.at('clerk-1', `/cases/${number}`)
  const before = (await seen()).deadlines.find((one) => one.rule === 'T5')
  await choose(page, '申请延长期限')
  await panel(page).getByLabel(/延长几日/).fill('31')
  await panel(page).locator('textarea').fill('噪声检测机构的结论尚未作出。')
  await press(page, /^申请延长期限/)
  await panel(page).getByRole('alert').getByText(/1 至 30/).waitFor()
  await panel(page).getByLabel(/延长几日/).fill('20')
  await assertAccessible(page, 'extension')
  await press(page, /^申请延长期限/)
  await panel(page).waitFor({ state: 'detached' })
  const leader = await house.at('leader-1', '/')
  await leader.getByRole('row', { name: new RegExp(`${number}.*审批延长期限|审批延长期限.*${number}`, 's') }).first().getByRole('link').first().click()
  await leader.waitForURL(new RegExp(`/cases/${number}`))
  await leader.locator('[data-main]').click()
  await panel(leader).getByText('噪声检测机构的结论尚未作出').waitFor()
  await panel(leader).locator('input[type=password]').fill(house.password('leader-1'))
  await press(leader, /^批准延长期限/)
  await panel(leader).waitFor({ state: 'detached' })
  const { deadlines, notices } = await seen()
  const now = deadlines.find((one) => one.rule === 'T5')
  assert.equal(now.extended, 20)
  assert.equal(now.former, before.effective ?? before.raw)
  assert.equal(notices[1].title, '信访事项延长办理期限告知书')
  await page.goto(`/cases/${number}`)
  await page.getByText('办理期限 60日，延长20日').first().waitFor()
  await page.locator('.deadlines .opener').first().click()
  await page.getByText(/经本机关负责人批准延长 20 日，与原 60 日相加/).waitFor()
  await page.getByText('《信访工作条例》第三十四条').first().waitFor()
  await page.keyboard.press('Escape')
  assertQuiet(page)
  assertQuiet(leader)
})

/** The printed slip with a day and a name written on it, as a scanner would give it. */
async function signed(page, document, day) {
  const answer = await page.request.get(`${house.base}/api/v1/cases/${number}/slips/${document}`)
  assert.equal(answer.status(), 200)
  const pdf = join(house.folder, 'slip.pdf')
  writeFileSync(pdf, await answer.body())
  execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', pdf, join(house.folder, 'slip')])
  const picture = readFileSync(join(house.folder, 'slip.png')).toString('base64')
  const desk = await page.context().browser().newPage({ viewport: { width: 1654, height: 2339 } })
  await desk.setContent(`<body style="margin:0;background:url(data:image/png;base64,${picture}) no-repeat"><p style="position:absolute;left:760px;top:1180px;margin:0;background:#fff;font:52px serif">张云帆　${day}</p>`)
  const scan = join(house.folder, 'scan.png')
  await desk.screenshot({ path: scan })
  await desk.close()
  return scan
}

test('The slip of a notice is printed, comes back in a scan, and is confirmed with the day that was read on it', async () => {
  const page = await house.at('clerk-1', `/cases/${number}/notices`)
  await page.getByRole('link', { name: '打印送达回证' }).first().waitFor()
  const today = (await seen()).notices[0].date
  const scan = await signed(page, 'notice-1', today.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'))
  const mailroom = await house.at('mailroom-1', '/mail')
  await mailroom.locator('input[type=file]').first().setInputFiles([scan])
  await mailroom.getByRole('button', { name: /^开始上传/ }).click()
  const slip = await until('the slip is with its case', async () => (await seen()).slips?.[0], 120)
  assert.equal(slip.document, 'notice-1')
  assert.equal(slip.on, today)
  const home = await house.window('clerk-1', '/')
  await home.getByRole('row', { name: /核对送达回证/ }).first().waitFor()
  await home.context().close()
  await page.reload()
  await page.getByText(/送达回证已经交回扫描：A0000/).waitFor()
  await page.getByText(`识读的签收日期是 ${today}`).waitFor()
  await page.locator('.slip img').waitFor()
  await assertAccessible(page, 'slip')
  if (process.env.DOCKET_PICTURES) await page.screenshot({ path: join('build/browser', 'notices_slip.png'), fullPage: true })
  await page.locator('#serve-recipient').fill('张云帆')
  await page.locator('[data-main]').click()
  await until('the service is registered', async () => (await seen()).notices[0].service)
  const after = await seen()
  assert.equal(after.notices[0].service.on, today)
  assert.equal(after.slips, undefined)
  const filed = await house.ask('mailroom-1', `/arrivals/${slip.arrival}`)
  assert.equal(filed.row.state, 'registered')
  assert.equal(filed.row.case, number)
  assertQuiet(page)
})
