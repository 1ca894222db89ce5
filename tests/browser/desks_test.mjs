/**
 * The desks and the server together: one letter from the mailroom to the archive in a real Chromium, by clicking and typing, and on the way
 * what is refused, each in words on the page. Needs `web/dist` and the built program. DOCKET_PICTURES=1 draws docs/pictures/desk-*.png anew.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse, portrait, until } from './desks_house.mjs'
import { accept, approveOnPhone, claim, claims, close, facts, finishLetter, inputOf, issue, judgeAll, panel, PAUSE, press, read, saved, sendBack, serve, signOff, submit, takeTheRest, typeFact, upload, writeDraft } from './desks_story.mjs'
import { assertAccessible, assertNoSidewaysScroll, assertQuiet, counting, held, openPage, PHONE, root } from './harness.mjs'

let house
let number = ''
before(async () => (house = await openHouse()))
after(async () => await house?.close())

/** Sound to everyone, nothing cut off, and a picture for the handbook. */
async function look(page, name) {
  await page.waitForFunction(() => [...document.images].every((one) => one.complete || one.loading === 'lazy'))
  await page.waitForTimeout(300)
  await assertAccessible(page, name)
  await assertNoSidewaysScroll(page, name)
  await portrait(page, name)
  assertQuiet(page)
}
/** Waits for words on the page; when they do not come, says what stands there instead. */
async function says(page, words) {
  try {
    await page.getByText(words).first().waitFor({ timeout: 20000 })
  } catch (error) {
    assert.fail(`the page does not say ${words}; it says: ${(await page.locator('body').innerText()).slice(0, 2000)}; focus: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}; ${error.message}`)
  }
}

test('The sign-in says whose house this is', async () => {
  const page = await openPage(house.browser, { base: house.base, size: { width: 1366, height: 768 }, quiet: [/status of 401/] })
  await page.goto('/login')
  await says(page, '厦门市海沧区信访局')
  await look(page, 'sign-in')
  await page.context().close()
})

test('A letter is uploaded, typed after its paper where the reading is in doubt, and registered', async () => {
  const page = await house.at('mailroom-1', '/mail')
  await upload(page, 'review-1')
  await upload(page, 'dance-1')
  await upload(page, 'review-2')
  const row = await read(house, 'A000001')
  await read(house, 'A000002')
  assert.equal(row.state, 'needs_person')
  await page.goto('/mail')
  await says(page, '账平')
  await look(page, 'mail')
  await page.goto('/mail/letters/A000001')
  await page.locator('[data-stop="f:kind"]').waitFor()
  await page.waitForTimeout(500)
  await look(page, 'letter')
  await typeFact(page, 'applicant', facts.applicant)
  await typeFact(page, 'address', facts.address)
  for (const [i, text] of claims.entries()) await typeFact(page, `claim:${i}`, text)
  await page.locator('[data-stop="f:kind"]').focus()
  await takeTheRest(page)
  number = await finishLetter(page)
  const shown = await house.ask('clerk-1', `/cases/${number}`)
  assert.equal(shown.applicants[0].name, facts.applicant)
  assert.deepEqual(shown.claims, claims)
  assertQuiet(page)
})

test('A clean printed letter is confirmed in two presses', async (context) => {
  const page = await house.at('mailroom-1', '/mail/letters/A000002')
  await held(page, '要素已核')
  const hand = counting(page)
  await hand.press('Enter')
  await page.waitForTimeout(PAUSE)
  await hand.press('Enter')
  await says(page, /已登记 LX/)
  context.diagnostic(`task 1: ${hand.total}`)
  assert.equal(hand.total, 2)
  const row = (await house.ask('mailroom-1', '/arrivals?view=today')).rows.find((one) => one.id === 'A000002')
  assert.equal(row.verified, true)
  await page.goto('/mail?view=all&state=registered')
  await says(page, 'A000002')
})

test('A case is found by its name with three presses and the name', async (context) => {
  const page = await house.at('clerk-1', '/')
  await page.locator('main').waitFor()
  await look(page, 'home')
  const hand = counting(page)
  await hand.press('/')
  await hand.name(facts.applicant)
  await hand.press('Enter')
  await page.waitForURL(/\/search\?.*search=/)
  await page.waitForFunction((wanted) => document.activeElement?.closest('[data-found]')?.textContent?.includes(wanted), number)
  await look(page, 'search')
  assert.ok(!decodeURIComponent(page.url()).includes(facts.applicant), 'no name in the address')
  await hand.press('Enter')
  await page.waitForURL(`**/cases/${number}*`)
  context.diagnostic(`task 5: ${hand.total} and the name`)
  assert.ok(hand.total <= 3)
})

test('The clerk accepts it; a page of another role says what a page that is not there says', async () => {
  const page = await house.at('clerk-1')
  await accept(page, number)
  await says(page, '已受理')
  await look(page, 'case')
  await page.goto(`/approve/${number}`)
  await says(page, '没有这个页面，或您无权查看')
  const hidden = await page.locator('main').innerText()
  await page.goto('/approve/LX350205209912310000X')
  await says(page, '没有这个页面，或您无权查看')
  assert.equal(await page.locator('main').innerText(), hidden)
  await page.goto('/nowhere-at-all')
  await says(page, '没有这个页面，或您无权查看')
  assert.equal(await page.locator('main').innerText(), hidden)
})

test('A draft that contradicts itself is not sent to counsel; the page says why; mended it goes', async () => {
  const page = await house.at('clerk-1', `/cases/${number}/draft`)
  const wrong = structuredClone(inputOf('draft', 0))
  wrong.dispositions[0].ground = 'sound' // what was found sound is not quashed
  await writeDraft(page, wrong)
  await saved(page)
  await until('the check vetoes', async () => await page.getByText(/否决 [1-9]/).count(), 15)
  await page.locator('[data-main]').click({ force: true })
  await says(page, '还不能送审')
  await says(page, /否决项“.*”还没有改正，也没有说明/)
  await look(page, 'draft')
  await writeDraft(page, inputOf('draft', 0))
  await until('the veto is gone', async () => await page.getByText(/否决 0/).count(), 15)
  await submit(page, number)
})

test('Two lawyers, one task: who is slower reads that it is taken; what is not judged bars the signing; the draft goes back', async (context) => {
  const slower = await house.at('lawyer-2', `/review/claim/${number}`)
  await slower.getByLabel('与上述均无利害关系').check()
  const page = await house.at('lawyer-1', '/review')
  await says(page, number)
  await look(page, 'review')
  await page.waitForFunction(() => document.activeElement?.closest('table'))
  const hand = counting(page)
  await hand.press('Enter')
  await page.waitForURL(`**/review/claim/${number}`)
  await page.waitForFunction(() => document.activeElement?.type === 'checkbox')
  await hand.press('Space')
  await hand.press('Enter')
  await page.waitForURL(`**/review/tasks/${number}`)
  await page.locator('[data-finding]').first().waitFor()
  context.diagnostic(`task 6: ${hand.total}`)
  assert.ok(hand.total <= 3)
  await slower.getByRole('button', { name: /^领取并打开/ }).click()
  await says(slower, /已领取这件|已有人先领取这件|已领取，占用至/)
  assertQuiet(slower)

  const settle = counting(page)
  await settle.press('j')
  await settle.press('y')
  await page.locator('[data-finding] .verdict').first().waitFor()
  context.diagnostic(`task 7: ${settle.total}`)
  assert.ok(settle.total <= 2)
  await page.locator('[data-main]').click({ force: true })
  await says(page, /还有 \d+ 个问题没有判断/)
  await page.locator('.letter img').first().waitFor()
  await look(page, 'review-task')
  await sendBack(page, inputOf('send_back', 0).reason)
  await page.waitForURL((url) => url.pathname === '/review')
})

test('The second draft is signed off on its own page', async () => {
  const clerk = await house.at('clerk-1', `/cases/${number}/draft`)
  await says(clerk, inputOf('send_back', 0).reason)
  await writeDraft(clerk, inputOf('draft', 1))
  await submit(clerk, number)
  const page = await house.at('lawyer-1')
  await claim(page, number)
  await judgeAll(page)
  await signOff(page, number, house.password('lawyer-1'), async () => await look(page, 'sign'))
  assertQuiet(page)
})

test('A leader who looks at a text that has moved on is told so and approves nothing', async () => {
  const page = await house.at('leader-1', `/approve/${number}`)
  await page.locator('.document figure img').first().waitFor()
  await look(page, 'approve')
  const other = await house.window('leader-1', `/approve/${number}`)
  await other.getByRole('button', { name: /^退回/ }).click()
  await panel(other).locator('textarea').fill('请写明重新处理时应当通知申请人到场。')
  await page.getByRole('button', { name: /^同意/ }).click()
  await panel(page).locator('input[type=password]').fill(house.password('leader-1'))
  await press(other, /^退回/)
  await says(other, '退回回执')
  await press(page, /^批准/)
  await says(page, /已先办理|已有变动/)
  await page.keyboard.press('Escape')
  await says(page, '已不在您的待批里')
  assertQuiet(page)
  await other.context().close()
})

test('Drafted, checked and signed anew, it is approved on a phone in five taps and the password', async (context) => {
  const clerk = await house.at('clerk-1', `/cases/${number}/draft`)
  await writeDraft(clerk, inputOf('draft', 2))
  await submit(clerk, number)
  const lawyer = await house.at('lawyer-1')
  await claim(lawyer, number)
  await judgeAll(lawyer)
  await signOff(lawyer, number, house.password('lawyer-1'))
  const phone = await house.window('leader-1', '/approve', { size: PHONE, touch: true })
  const hand = counting(phone)
  const approved = await approveOnPhone(phone, hand, number, house.password('leader-1'), async () => await look(phone, 'approve-phone'))
  context.diagnostic(`task 9: ${hand.total} taps and the password`)
  assert.ok(hand.total <= 5)
  assert.match(approved, /海府信复查〔2026〕\d+号/)
  assertQuiet(phone)
  await phone.context().close()
})

test('It is issued, served with proof and archived; the PDF of the page tells number and applicant', async () => {
  const page = await house.at('clerk-1')
  await issue(page, number, house.password('clerk-1'))
  await until('the PDF is written', async () => (await house.ask('clerk-1', `/cases/${number}`)).rounds.at(-1).pdf, 30)
  await page.goto(`/cases/${number}/issue`)
  await page.locator('#serve-proof').waitFor()
  await page.locator('.form [data-main]').click()
  await says(page, /证/)
  await page.locator('.form .summary').waitFor()
  await look(page, 'issue')
  await serve(page, number, house.password('clerk-1'), inputOf('serve'))
  await close(page, number, house.password('clerk-1'))
  await page.goto(`/cases/${number}/issue`)
  await says(page, '已归档')
  const link = page.getByRole('link', { name: /PDF/ }).first()
  const answer = await page.request.get(new URL(await link.getAttribute('href'), house.base).href)
  assert.ok(answer.ok())
  const file = join(house.folder, 'opinion.pdf')
  writeFileSync(file, await answer.body())
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
  const { rounds } = await house.ask('clerk-1', `/cases/${number}`)
  assert.ok(text.includes(rounds.at(-1).document_number), 'the number is in the PDF')
  assert.ok(text.includes(facts.applicant), 'the applicant is in the PDF')
  assertQuiet(page)
})

test('A lawyer who acted for a party finds neither task nor page of it', async () => {
  const story = JSON.parse(readFileSync(join(root, 'fixtures/demo/review-2.json'), 'utf8'))
  const letter = await until('the third letter is read', async () => {
    const now = await house.ask('mailroom-1', '/arrivals/A000003')
    return now.row.state === 'in_progress' ? null : now
  })
  const kept = await house.send('mailroom-1', 'POST', '/arrivals/A000003/verify', { version: letter.version, fields: story.register.fields, claims: story.register.claims })
  for (const one of story.acts.slice(0, 4).filter((act) => !act.refused)) {
    const { version } = await house.ask('clerk-1', `/cases/${kept.case}`)
    await house.send('clerk-1', 'POST', `/cases/${kept.case}/acts`, { act: one.act, version, input: one.input ?? {} })
  }
  const page = await house.at('lawyer-1', '/review')
  await page.locator('main').waitFor()
  assert.equal(await page.getByText(kept.case).count(), 0)
  await page.goto(`/review/claim/${kept.case}`)
  await says(page, '没有这个页面，或您无权查看')
  assert.equal(await page.getByRole('button', { name: /领取/ }).count(), 0)
  await assertAccessible(page, 'conflict')
  assertQuiet(page)
})
