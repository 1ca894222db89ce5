/**
 * The auditor's desk over a real server and a small office: the record and its chain, who looked at what, the ledger by day, the table taken along.
 * A record that somebody changed with a tool is shown by name. Needs `web/dist` and the built program.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { act, deliver, register } from './desks_errands.mjs'
import { openHouse, until } from './desks_house.mjs'
import { inputOf, PAUSE, panel } from './desks_story.mjs'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, LAPTOP, picture } from './harness.mjs'

let house
let number = ''
let page
before(async () => {
  house = await openHouse()
  const letter = await deliver(house, 'review-1')
  number = await register(house, letter)
  await act(house, 'clerk-1', number, 'accept', inputOf('accept'))
  await house.send('clerk-1', 'POST', `/cases/${number}/looks`, { applicant: 1, field: 'phone' })
  page = await house.at('auditor-1', '/audit')
})
after(async () => await house?.close())

/** What somebody does to the database with a tool, behind the program's back. */
function tamper(sql) {
  execFileSync('python3', ['-c', 'import sqlite3,sys; d=sqlite3.connect(sys.argv[1],timeout=20); d.execute(sys.argv[2]); d.commit()', join(house.data, 'docket.db'), sql])
}
async function says(words) {
  try {
    await page.getByText(words).first().waitFor({ timeout: 20000 })
  } catch {
    assert.fail(`the page does not say ${words}; it says: ${(await page.locator('body').innerText()).slice(0, 2000)}`)
  }
}
async function holds(name) {
  await assertAccessible(page, name)
  await assertNoSidewaysScroll(page, name)
  await picture(page, `audit_${name}`)
}
const table = () => page.locator('table tbody tr')
const checkNow = () => page.getByRole('button', { name: '现在校验' }).click()

test('The record stands newest first, exact to the millisecond, with who did what on what', async () => {
  await says('操作留痕')
  await table().first().waitFor()
  const rows = await table().allInnerTexts()
  assert.match(rows[0], /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/)
  assert.ok(rows.some((one) => one.includes('受理') && one.includes(number)), rows.join('\n'))
  assert.ok(rows.some((one) => /收件/.test(one) && /[0-9A-F]{4} [0-9A-F]{4} ✓/.test(one)), 'a stored original has its mark')
  assert.ok(rows.some((one) => /登录/.test(one) && one.includes('127.0.0.1')), 'where a sign-in came from')
  const times = rows.map((one) => one.slice(0, 23))
  assert.deepEqual(times, [...times].sort().reverse())
  await holds('record')
  await assertKeyboardWalk(page, 'record')
})

test('A filter stands in the address, and what is not there says so with one click out', async () => {
  await page.getByRole('combobox', { name: '动作' }).selectOption('accept')
  await page.waitForURL(/act=accept/)
  await until('one row', async () => (await table().count()) === 1)
  assert.ok((await table().first().innerText()).includes(number))
  await page.getByRole('combobox', { name: '人' }).selectOption('mailroom-1')
  await says(/没有符合“.*受理.*”的记录/)
  await holds('record_none')
  await page.getByRole('button', { name: '清除筛选' }).last().click()
  await until('all rows', async () => (await table().count()) > 5)
  await page.getByRole('searchbox', { name: '对象编号' }).fill('A000001')
  await page.keyboard.press('Enter')
  await page.waitForURL(/object=A000001/)
  await until('only this letter', async () => (await table().allInnerTexts()).every((one) => one.includes('A000001')))
})

test('By keys alone a row is walked to and opened: what it says, its place in the chain, the text read anew', async () => {
  await page.goto(`/audit?object=${number}`)
  await table().first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.locator('.detail').waitFor()
  await says('内容与哈希相符')
  await says('接在前一条之后')
  await holds('detail')
  await page.goto('/audit?act=receive')
  await table().first().dblclick()
  await says('现存文本与指纹一致')
  await page.locator('.detail').getByRole('link', { name: '打开对象' }).click()
  await page.waitForURL(/mail\/letters\/A000001/)
  await page.goBack()
  await page.locator('.detail').waitFor()
})

test('The chain is checked in the background and found whole', async () => {
  await page.goto('/audit')
  await checkNow()
  await says('✓ 完整')
  await says(/（\d+ 条，锚点 \d+ 个，\d\d-\d\d \d\d:\d\d 校验）/)
  await until('the asking is in the record', async () => (await house.ask('auditor-1', '/audit/record?act=check_chain')).rows.some((one) => one.actor.id === 'auditor-1'))
})

test('Who looked at a petitioner is a list of its own', async () => {
  await page.goto('/audit/looks')
  await says('第1申请人 联系电话')
  assert.equal(await table().count(), 1)
  assert.ok((await table().first().innerText()).includes(number))
  assert.ok((await table().first().innerText()).includes('至多30秒'))
  await holds('looks')
})

test('The ledger by day balances from both sides, and a number opens the letters it counts', async () => {
  await page.goto('/audit/ledger')
  await says('两边相符')
  await says('✓ 相符')
  await holds('ledger')
  await page.locator('tbody a').nth(1).click()
  await page.locator('aside.day').getByRole('link', { name: 'A000001' }).waitFor()
  assert.match(page.url(), /state=registered/)
  await holds('ledger_day')
  await assertKeyboardWalk(page, 'ledger')
})

test('The record taken along says in its head what it is, and the record knows who took it', async () => {
  await page.goto(`/audit?object=${number}`)
  await table().first().waitFor()
  const rows = await table().count()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await says('这次导出本身也会记入操作留痕')
  await holds('export')
  await page.waitForTimeout(PAUSE)
  const [download] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: /^导出 \d+ 条/ }).click()])
  const file = readFileSync(await download.path(), 'utf8')
  assert.ok(file.startsWith('\uFEFF'))
  const [head, ...rest] = file.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  assert.ok(head.includes(`对象 ${number}`) && head.includes('导出人'), head)
  assert.ok(head.includes(createHash('sha256').update(body).digest('hex')), 'the head holds the digest of what follows')
  assert.equal(body.trimEnd().split('\r\n').length, rows + 1)
  await page.goto('/audit?act=export')
  await until('the export is in the record', async () => (await table().count()) === 1)
})

test('Only the auditor has these pages; to everybody else they are not there', async () => {
  for (const who of ['clerk-1', 'admin-1', 'leader-1']) {
    const other = await house.at(who, '/audit')
    await other.getByText('没有这个页面').first().waitFor()
    assert.equal(await other.locator('nav.menu').getByText('审计').count(), 0)
    assert.equal((await other.request.get(`${house.base}/api/v1/audit/record`)).status(), 403)
  }
  await page.goto('/audit')
  await page.setViewportSize(LAPTOP)
  await holds('laptop')
  await page.setViewportSize({ width: 1366, height: 768 })
})

test('A record that somebody changed with a tool is named, and opened from there', async () => {
  const { rows } = await house.ask('auditor-1', '/audit/record?act=accept')
  tamper(`UPDATE event SET actor = 'clerk-2' WHERE n = ${rows[0].n}`)
  await page.goto('/audit')
  await checkNow()
  await says(`第 ${rows[0].n} 条被改动`)
  await says('✕ 不完整')
  await holds('broken')
  await page.getByRole('button', { name: `看第 ${rows[0].n} 条` }).click()
  await says('内容与哈希不符：这一条被改动过')
  await holds('broken_detail')
})

test('A letter that was taken out of the register is a difference with the event that received it', async () => {
  tamper("UPDATE event SET subject = 'arrival:77' WHERE act = 'receive'")
  await page.goto('/audit/ledger')
  await says('记录中收到过，台账里没有了')
  await says('✕ 2 处不符')
  await holds('ledger_differs')
  await page.getByRole('link', { name: '看收件记录' }).click()
  await page.waitForURL(/object=A000077/)
  await says('A000077')
  assertQuiet(page)
})
