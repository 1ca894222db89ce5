/**
 * What the desks refuse, against the real server and by clicking: words kept with a reason go to counsel and leader, a veto is lifted by counsel
 * alone, whoever is bound stands back, a lost task and a drafter's own approval are refused. Needs `web/dist` and the built program.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, until } from './desks_house.mjs'
import { claim, inputOf, panel, press, read, saved, signOff, told, upload, writeDraft } from './desks_story.mjs'
import { assertAccessible, assertQuiet } from './harness.mjs'

const WHY_NO_EVIDENCE = '查看情况由申请人当场陈述，另有笔录。'
const WHY_CONTRADICTION = '只有程序部分予以维持，结论仍是撤销。'
const LIFTED = '该句只说程序，与撤销不矛盾。'
let house
let number = ''
before(async () => {
  house = await openHouse()
  const mailroom = await house.at('mailroom-1', '/mail')
  await upload(mailroom, 'review-1')
  await read(house, 'A000001')
  const { version } = await house.ask('mailroom-1', '/arrivals/A000001')
  const kept = await house.send('mailroom-1', 'POST', '/arrivals/A000001/verify', { version, fields: told.register.fields, claims: told.register.claims })
  number = kept.case
  await act('clerk-1', 'accept', inputOf('accept'))
})
after(async () => await house?.close())

/** Brings the case to where a test begins. */
async function act(who, name, input = {}, password = undefined) {
  const { version } = await house.ask('clerk-1', `/cases/${number}`)
  return await house.send(who, 'POST', `/cases/${number}/acts`, { act: name, version, input, password })
}
async function says(page, words) {
  try {
    await page.getByText(words).first().waitFor({ timeout: 20000 })
  } catch {
    assert.fail(`the page does not say ${words}; it says: ${(await page.locator('body').innerText()).slice(0, 2000)}`)
  }
}
const card = (page, key) => page.locator(`[data-finding="${key}"]`)
const findingsOf = async () => (await house.ask('clerk-1', `/cases/${number}/form`)).findings
async function explain(page, finding, reason) {
  await card(page, finding.key).getByRole('button', { name: /^说明不改/ }).click()
  await card(page, finding.key).locator('textarea').fill(reason)
  await card(page, finding.key).getByRole('button', { name: /Ctrl\+Enter/ }).click()
}

test('A finding on words that are only typed is explained on the page, and a veto is sent only with a reason', async () => {
  const page = await house.at('clerk-1', `/cases/${number}/draft`)
  const input = structuredClone(inputOf('draft', 0)) // its first finding of fact has no evidence
  input.dispositions[0].text = '维持原处理意见的程序部分' // and what is quashed is said to stand
  await writeDraft(page, input)
  await saved(page)
  await until('the check vetoes', async () => await page.getByText(/否决 [1-9]/).count(), 15)
  const { draft_version } = await house.ask('clerk-1', `/cases/${number}/form`)
  assert.equal(draft_version, 0, 'nothing is kept yet')
  const found = await findingsOf()
  const major = found.find((one) => one.severity === 'major' && one.place === 'findings/1/evidence')
  const vetoes = found.filter((one) => one.severity === 'veto')
  assert.ok(major && vetoes.length > 0, JSON.stringify(found))
  await explain(page, major, WHY_NO_EVIDENCE)
  await until('the reason is kept', async () => (await findingsOf()).find((one) => one.key === major.key).answers.length)
  await page.locator('[data-main]').click({ force: true })
  await says(page, /否决项“.*”还没有改正，也没有说明/)
  for (const veto of vetoes) await explain(page, veto, WHY_CONTRADICTION)
  await says(page, WHY_CONTRADICTION)
  await assertAccessible(page, 'explained')
  await page.locator('[data-main]').click()
  await panel(page).getByText('交法律顾问审核').waitFor()
  await press(page, /^送法律审核/)
  await says(page, '法律审核中')
  assertQuiet(page)
})

test('A lawyer who lost the task while reading is refused with who and when, and keeps what he typed', async () => {
  const page = await house.at('lawyer-1')
  await claim(page, number)
  await page.getByRole('button', { name: /^退回/ }).first().click()
  await panel(page).locator('textarea').fill('第二项事实请补充现场照片。')
  await page.route('**/api/v1/changes*', (route) => route.abort()) // he has not heard of it
  const other = await house.window('lawyer-1', `/review/tasks/${number}`)
  await other.getByRole('button', { name: '交回' }).click()
  await panel(other).locator('textarea').fill('明日出差，请其他律师审核。')
  await press(other, /^交回/)
  await other.waitForURL((url) => url.pathname === '/review')
  await other.context().close()
  await act('lawyer-2', 'claim', { declaration: true })
  const holder = (await house.ask('clerk-1', `/cases/${number}`)).events.find((one) => one.act === 'claim').actor.name
  await press(page, /^退回/)
  await says(page, new RegExp(`${holder}.*\\d\\d:\\d\\d.*已先办理`))
  assert.equal(await panel(page).locator('textarea').inputValue(), '第二项事实请补充现场照片。')
  await page.keyboard.press('Escape')
  await says(page, '占用已结束，这件文书不在您名下')
  await page.getByRole('button', { name: /^退回/ }).first().waitFor()
  assert.ok(await page.getByRole('button', { name: /^退回/ }).first().isDisabled())
  await page.unroute('**/api/v1/changes*')
  await act('lawyer-2', 'release', { reason: '改由其他律师审核。' })
})

test('A lawyer who stands back finds neither task nor page of it any more, and a colleague takes it', async () => {
  const page = await house.at('lawyer-1', '/review')
  await page.getByRole('row', { name: new RegExp(number) }).getByRole('button', { name: '回避' }).click()
  await panel(page).locator('textarea').fill('与申请人系近亲属。')
  await assertAccessible(page, 'recuse')
  await press(page, /^确认回避/)
  await page.waitForURL((url) => url.pathname === '/review')
  await says(page, '已回避这件文书')
  await until('the task is gone from the queue', async () => (await page.getByRole('row', { name: new RegExp(number) }).count()) === 0, 10)
  for (const path of [`/review/claim/${number}`, `/review/tasks/${number}`]) {
    await page.goto(path)
    await says(page, '没有这个页面，或您无权查看')
  }
  const record = (await house.ask('clerk-1', `/cases/${number}`)).events.find((one) => one.act === 'recuse')
  assert.equal(record.reason, '与申请人系近亲属。')
  await claim(await house.at('lawyer-2'), number)
})

test('A veto that stands bars the signature and never reaches the leader; counsel lifts it with a reason, and the leader reads both', async () => {
  const page = await house.at('lawyer-2')
  await says(page, WHY_NO_EVIDENCE)
  await says(page, WHY_CONTRADICTION)
  const { findings } = await house.ask('lawyer-2', `/reviews/${number}`)
  for (const one of findings) {
    await card(page, one.key).getByRole('button', { name: /^成立/ }).click()
    await card(page, one.key).locator('.verdict').waitFor()
  }
  await page.locator('[data-main]').click({ force: true })
  await says(page, /有 \d+ 个否决项成立，应当退回/)
  const leader = await house.at('leader-1', `/approve/${number}`)
  await says(leader, '这份文书不在您的待批里')
  assert.equal(await leader.getByRole('button', { name: /^同意/ }).count(), 0)
  for (const one of findings.filter((each) => each.severity === 'veto')) {
    await card(page, one.key).getByRole('button', { name: /^不成立/ }).click()
    await card(page, one.key).locator('textarea').fill(LIFTED)
    await card(page, one.key).getByRole('button', { name: /^不成立 Ctrl/ }).click()
    await card(page, one.key).getByText(LIFTED).waitFor()
  }
  await signOff(page, number, house.password('lawyer-2'))
  await leader.goto(`/approve/${number}`)
  for (const words of [WHY_NO_EVIDENCE, WHY_CONTRADICTION, LIFTED]) await says(leader, words)
  assert.ok(await leader.getByRole('button', { name: /^同意/ }).isEnabled())
  assertQuiet(page)
  assertQuiet(leader)
})

test('Whoever drafted has no page to approve on, and the server refuses the act itself', async () => {
  const page = await house.at('clerk-1', `/approve/${number}`)
  await says(page, '没有这个页面，或您无权查看')
  const { text } = await house.ask('clerk-1', `/cases/${number}/form`)
  await assert.rejects(act('clerk-1', 'approve', { text }, house.password('clerk-1')), /403 .*act\.wrong_role/)
})
