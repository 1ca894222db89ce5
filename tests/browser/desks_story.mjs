/** What the people of an office do at their desks with one letter, by clicking and typing only. Each step waits for what the page says. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { focused, root } from './harness.mjs'
import { LETTERS, until } from './desks_house.mjs'

export const told = JSON.parse(readFileSync(join(root, 'fixtures/demo/review-1.json'), 'utf8'))
export const facts = told.register.fields
export const claims = told.register.claims
/** The input of the n-th act of this name in the story of the demo. */
export const inputOf = (act, n = 0) => told.acts.filter((one) => one.act === act && !one.refused)[n].input

/** A panel acts only after 400 ms: a press meant for the page below must not carry it out. */
export const PAUSE = 450
const exact = (page, name) => page.getByRole('button', { name, exact: true })
export const panel = (page) => page.locator('dialog[open]')

/** A button of the panel. It takes no press in its first moment, which begins when it stands there and not when it was asked for. */
export async function press(page, name) {
  const button = panel(page).locator('.foot').getByRole('button', { name })
  await button.waitFor()
  await page.waitForTimeout(PAUSE)
  await button.click()
}

// ---- the mailroom
export async function upload(page, name) {
  const folder = join(LETTERS, name)
  const files = readdirSync(folder).filter((file) => !file.endsWith('.json')).map((file) => join(folder, file))
  await page.locator('input[type=file]').first().setInputFiles(files)
  const kept = page.waitForResponse((answer) => answer.url().includes('/uploads') && answer.status() === 201) // so that the next one has the next number
  await page.getByRole('button', { name: /^开始上传/ }).click()
  await kept
  await page.getByText(/已收妥/).first().waitFor()
}

export async function read(house, id) {
  const found = await until(`${id} is read`, async () => {
    const row = (await house.ask('mailroom-1', '/arrivals?view=all&limit=100')).rows.find((one) => one.id === id)
    return row && row.state !== 'in_progress' ? row : null
  }, 120)
  return found
}

/** The row of a field at the station, by its name in the contract. */
const factOf = (page, name) => page.locator(`[data-stop="f:${name}"]`)

export async function typeFact(page, name, value) {
  const row = factOf(page, name)
  await row.scrollIntoViewIfNeeded()
  if (!(await row.locator('input, textarea').count())) {
    await row.focus()
    await page.keyboard.press('F2')
  }
  const box = row.locator('input, textarea').first()
  await box.fill(value)
  await box.press('Enter')
  // Typed differently from what was read: the person looks once more and takes his own.
  const mine = row.getByRole('button', { name: /您录入的/ })
  if (await mine.count()) await mine.click()
  await row.locator('input, textarea').first().waitFor({ state: 'detached' })
}

/** Confirms what is still open until 要素已核 has the focus: Enter takes what is shown. */
export async function takeTheRest(page, most = 60) {
  for (let i = 0; i < most; i++) {
    if ((await focused(page)).includes('要素已核')) return i
    await page.keyboard.press('Enter')
    await page.waitForTimeout(40)
  }
  assert.fail(`the hand does not come to the end: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300))}`)
}

export async function finishLetter(page) {
  await page.keyboard.press('Enter')
  await page.waitForTimeout(PAUSE)
  await page.keyboard.press('Enter')
  await page.locator('.notices').getByText(/已登记 LX/).waitFor()
  return /LX[0-9A-Z]{19}/.exec(await page.locator('.notices').textContent())[0]
}

// ---- the clerk
export async function accept(page, number) {
  await page.goto(`/cases/${number}`)
  await exact(page, '受理 Ctrl+Enter').or(page.locator('[data-main]')).first().click()
  await panel(page).getByText('将出具受理告知书').waitFor()
  await press(page, /^受理/)
  await panel(page).waitFor({ state: 'detached' })
}

const section = (page, title) => page.locator(`section[data-section="${title}"]`)

async function writeCell(page, place, text) {
  const cell = page.locator(`[data-place="${place}"]`)
  await cell.scrollIntoViewIfNeeded()
  if (!(await cell.locator('textarea').count())) await cell.locator('button.shown').click()
  await cell.locator('textarea').fill(text)
  await cell.locator('textarea').blur()
}

/** Fills the form of the draft as the story of the demo has it. */
export async function writeDraft(page, input) {
  await page.locator('.editor .section').first().waitFor()
  for (const [i, one] of input.findings.entries()) {
    const add = page.getByRole('button', { name: `为请求 ${one.claim} 写查明事实` })
    if (await add.count()) await add.click()
    await writeCell(page, `findings/${i + 1}`, one.text)
  }
  await writeEvidence(page, input)
  const reasoning = input.reasoning.paragraphs
  for (const [i, text] of reasoning.entries()) {
    const there = page.locator(`[data-place="reasoning/paragraphs/${i + 1}"]`)
    if (!(await there.count())) await section(page, 'reasoning').getByRole('button', { name: /添加段落/ }).click()
    await writeCell(page, `reasoning/paragraphs/${i + 1}`, text)
  }
  await writeCitations(page, input.reasoning.citations)
  for (const [i, one] of input.dispositions.entries()) {
    const add = page.getByRole('button', { name: `为请求 ${one.claim} 写结论` })
    if (await add.count()) await add.click()
    const row = section(page, 'dispositions').locator('> .tied').nth(one.claim - 1)
    await row.locator('select').nth(0).selectOption(one.outcome)
    await row.locator('select').nth(1).selectOption(one.ground)
    if (one.period_days) await row.locator('input.days').fill(String(one.period_days))
    if (one.text) await writeCell(page, `dispositions/${i + 1}`, one.text)
  }
  for (const [i, text] of input.copies_to.entries()) {
    const there = page.locator(`[data-place="copies_to/${i + 1}"]`)
    if (!(await there.count())) await section(page, 'copies_to').getByRole('button', { name: /添加一项/ }).click()
    await writeCell(page, `copies_to/${i + 1}`, text)
  }
}

export async function writeEvidence(page, input) {
  for (const [i, one] of input.findings.entries()) {
    for (const [e, text] of (one.evidence ?? []).entries()) {
      const box = page.getByLabel(`事实 ${i + 1} 的证据 ${e + 1}`, { exact: true })
      if (!(await box.count())) await section(page, 'findings').locator('> .tied').nth(one.claim - 1).getByRole('button', { name: /添加证据/ }).click()
      await box.fill(text)
    }
  }
}

async function writeCitations(page, citations) {
  for (const [i, one] of citations.entries()) {
    const row = page.getByRole('group', { name: `依据 ${i + 1}`, exact: true })
    if (!(await row.count())) await page.getByRole('button', { name: /添加依据/ }).click()
    await row.locator('input.law').fill(one.law)
    const numbers = row.locator('input.n')
    if (one.article) await numbers.nth(0).fill(String(one.article))
    if (one.paragraph) await numbers.nth(1).fill(String(one.paragraph))
  }
}

export const saved = (page) => page.getByText(/已存 \d/).first().waitFor()

/** Every finding of the check that the drafter leaves as it is gets his reason; then the draft goes to counsel. */
export async function submit(page, number) {
  await saved(page)
  await page.waitForTimeout(1500) // the check of the last words
  await page.locator('[data-main]').click()
  await panel(page).getByText('交法律顾问审核').waitFor()
  await press(page, /^送法律审核/)
  await page.waitForURL(`**/cases/${number}*`)
  await page.getByText('法律审核中').first().waitFor()
}

// ---- counsel
export async function claim(page, number) {
  await page.goto('/review')
  await page.getByRole('row', { name: new RegExp(number) }).getByRole('button', { name: '领取' }).click()
  await page.waitForURL(`**/review/claim/${number}`)
  await page.getByLabel('与上述均无利害关系').check()
  await page.getByRole('button', { name: /^领取并打开/ }).click()
  await page.waitForURL(`**/review/tasks/${number}`)
  await page.getByRole('button', { name: /^签署…/ }).waitFor()
}

export async function judgeAll(page) {
  const cards = page.locator('[data-finding]')
  await page.locator('.cards').waitFor()
  const n = await cards.count()
  for (let i = 0; i < n; i++) {
    const card = cards.nth(i)
    if (await card.locator('.verdict').count()) continue
    await card.getByRole('button', { name: /^成立/ }).click()
    await card.locator('.verdict').waitFor()
  }
  return n
}

export async function sendBack(page, reason) {
  await page.getByRole('button', { name: /^退回/ }).first().click()
  await panel(page).locator('textarea').fill(reason)
  await press(page, /^退回/)
}

export async function signOff(page, number, password, look = async () => {}) {
  await page.getByRole('button', { name: /^签署…/ }).click()
  await page.waitForURL(`**/review/tasks/${number}/sign`)
  const pages = page.locator('.document figure')
  await pages.first().waitFor()
  for (let i = 0; i < (await pages.count()); i++) {
    await pages.nth(i).scrollIntoViewIfNeeded()
    await page.waitForTimeout(150)
  }
  await page.getByText(/已到末页/).waitFor()
  await page.getByLabel('同意', { exact: true }).check()
  await page.getByLabel('与各方无利害关系').check()
  await page.getByLabel('仅就法律问题发表意见').check()
  await look()
  await page.locator('.ceremony input[type=password]').fill(password)
  await page.getByRole('button', { name: /^签署：对 v/ }).click()
  await page.getByText('签署回执').first().waitFor()
}

// ---- the leader, and the clerk again
export async function approveOnPhone(page, hand, number, password, look) {
  await page.locator(`a[href="/approve/${number}"]`).waitFor()
  await hand.tap(`a[href="/approve/${number}"]`)
  await page.locator('.document figure img').first().waitFor()
  await look()
  for (const one of await page.locator('.document figure').all()) await one.scrollIntoViewIfNeeded()
  await hand.tap('.bar [data-main]')
  await hand.tap('dialog[open] input[type=password]')
  await page.keyboard.type(password)
  await page.waitForTimeout(PAUSE)
  await hand.tap('dialog[open] .foot [data-act]')
  await page.locator('.receipt').waitFor()
  return (await page.locator('.receipt .strong').textContent()).trim()
}

export async function issue(page, number, password) {
  await page.goto(`/cases/${number}/issue`)
  await page.locator('[data-main]').click()
  const secret = panel(page).locator('input[type=password]')
  if (await secret.count()) await secret.fill(password)
  await press(page, /印发/)
  await page.locator('.receipt').waitFor()
}

export async function serve(page, number, password, service) {
  await page.goto(`/cases/${number}/issue`)
  await page.getByLabel('直接送达').check()
  await page.locator('#serve-recipient').fill(service.recipient)
  await page.locator('#serve-on').fill(service.on)
  await page.locator('#serve-proof').fill(service.proof)
  const secret = page.locator('#serve-password')
  if (await secret.count()) await secret.fill(password)
  await page.locator('.form [data-main]').click()
  await page.locator('.receipt').waitFor()
}

export async function close(page, number, password) {
  await page.goto(`/cases/${number}/issue`)
  await page.locator('[data-main]').click()
  const secret = panel(page).locator('input[type=password]')
  if (await secret.count()) await secret.fill(password)
  await press(page, /^归档/)
  await page.locator('.receipt').waitFor()
}

/** Sends the matter back as the opinion orders it. */
export async function remand(page, number) {
  await page.goto(`/cases/${number}/issue`)
  await page.locator('[data-main]').click()
  const loaded = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.url().endsWith(`/cases/${number}`))
  await press(page, /^发回/)
  await page.locator('.receipt').waitFor()
  await loaded // the matter as it is now, in a new round without a number: what was done stays on the page
  await page.waitForTimeout(300)
  assert.equal(await page.locator('.receipt').count(), 1, 'the receipt stays when the page has the new round')
  await page.goto(`/cases/${number}`)
}

/** What the other organ answered. */
export async function recordResult(page, number, result) {
  await page.goto(`/cases/${number}`)
  await page.locator('[data-main]').click()
  const [, prefix, year, serial] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(result.number)
  for (const [part, value] of [['代字', prefix], ['年份', year], ['序号', serial]]) await panel(page).getByRole('textbox', { name: `意见书文号 ${part}` }).fill(value)
  await panel(page).getByLabel('意见书日期').fill(result.date)
  await press(page, /^登记办理结果/)
  await panel(page).waitFor({ state: 'detached' })
}

/** From the page of the case, where it has no service page. */
export async function closeCase(page, number) {
  await page.goto(`/cases/${number}`)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '归档', exact: true }).click()
  await press(page, /^归档/)
  await panel(page).waitFor({ state: 'detached' })
}
