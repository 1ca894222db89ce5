/** 信件核校: keeping, conflicts and the states of a letter in a real Chromium, state by state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { focused, held } from './harness.mjs'
import { at, chooserOf, close, DOUBTFUL, house, kept, LETTER, NEXT, openLetter, paper, sentTo, sound, withLetter } from './mail_bench.mjs'
import { arrivals, letterOf, row, ROWS, SIX_DOUBTS } from './mail_fixture.mjs'

test('A newer reading stands beside what a person confirmed and never replaces it', async () => {
  const human = { fields: { applicant: { value: '林阿明', state: 'confirmed', confirmed: { value: '林阿明', by: '王某', at: Date.UTC(2026, 10, 22, 1, 0) }, suggestion: '林阿朋' } } }
  const page = await openLetter(withLetter(human))
  assert.match(await page.textContent('.suggestion'), /新识读：林阿朋/)
  await sound(page, 'letter_suggestion')
  await page.click('.suggestion button:nth-of-type(2)')
  assert.equal(await page.locator('.suggestion').count(), 0)
  await close(page)
})


function conflictOnce(h) {
  let done = false
  h.answers['PUT /arrivals/A000041/fields'] = () => {
    if (done) return undefined
    done = true
    h.letters.A000041.version = 9
    Object.assign(h.letters.A000041.fields[1], { value: '林明', state: 'confirmed', confirmed: { value: '林明', by: '王某', at: Date.UTC(2026, 10, 22, 6, 5) } })
    return h.problem(409, 'arrival.changed', '内容已变', { version: 9, by: '王某', at: Date.UTC(2026, 10, 22, 6, 5) })
  }
}
async function typeIntoConflict() {
  const page = await openLetter((h) => {
    withLetter(DOUBTFUL)(h)
    conflictOnce(h)
  })
  await page.keyboard.press('e')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('林阿明')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.info-bar:has-text("王某 14:05:00 已改同一处")', { timeout: 8000 })
  return page
}
test('When somebody was faster nothing typed is lost, and each way on can be taken', async () => {
  let page = await typeIntoConflict()
  assert.match(await page.textContent('.fact >> nth=1'), /林阿明/)
  await sound(page, 'letter_conflict')
  await page.click('button:has-text("并排看")')
  await page.waitForSelector('dialog[open]')
  assert.match(await page.textContent('dialog[open]'), /林阿明.*林明/s)
  await sound(page, 'letter_compare')
  await page.waitForTimeout(450)
  await page.click('dialog[open] button:has-text("保留我的")')
  await page.waitForSelector('.save.saved')
  assert.equal(house.letters.A000041.fields[1].value, '林阿明')
  await close(page)
  page = await typeIntoConflict()
  await page.click('button:has-text("用他的")')
  await page.waitForFunction(() => document.querySelectorAll('.fact')[1].textContent.includes('林明'))
  await page.click('.notices button:has-text("撤销")')
  await page.waitForFunction(() => document.querySelectorAll('.fact')[1].textContent.includes('林阿明'))
  await close(page)
})

test('Where only the machine went on reading, the words of the person go on top without a question', async () => {
  const page = await openLetter((h) => {
    withLetter(DOUBTFUL)(h)
    let done = false
    h.answers['PUT /arrivals/A000041/fields'] = () => {
      if (done) return undefined
      done = true
      h.letters.A000041.version = 5
      return h.problem(409, 'arrival.changed', '内容已变', { version: 5 })
    }
  })
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.saved', { timeout: 8000 })
  assert.equal(sentTo('fields').at(-1).body.version, 5)
  await close(page)
})

test('A save that does not reach the server is tried again, and the words stay', async () => {
  const page = await openLetter((h) => {
    withLetter(DOUBTFUL)(h)
    h.answers['PUT /arrivals/A000041/fields'] = h.problem(503, 'store.busy', '没有存上')
  })
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.failed', { timeout: 8000 })
  await sound(page, 'letter_unsaved')
  house.answers = {}
  await page.keyboard.press('Control+s')
  await page.waitForSelector('.save.saved', { timeout: 9000 })
  await close(page)
})

test('Facts that are needed and not there are empty fields to type; without them nothing is registered', async () => {
  const lost = { fields: { respondent_code: { absent: true }, disputed_number: { absent: true }, disputed_date: { absent: true }, applicant: { value: '', raw: '', state: 'missing', required: true, box: [], page: 0 } } }
  const page = await openLetter(withLetter({ ...lost, more: { claims: [] } }))
  assert.match(await page.textContent('.about'), /要素待补 5/)
  await sound(page, 'letter_missing')
  await page.keyboard.type('林阿明')
  await page.keyboard.press('Enter')
  await page.keyboard.type('mmj')
  await page.waitForSelector('[role=option]')
  await sound(page, 'letter_picker')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('某信访〔2026〕15号')
  await page.keyboard.press('Enter')
  await page.keyboard.type('2026年10月8日')
  await page.keyboard.press('Enter')
  await page.keyboard.type('撤销原意见')
  await page.keyboard.press('Enter')
  assert.match(await focused(page), /要素已核/)
  await kept(page)
  const fields = Object.assign({}, ...sentTo('fields').map((one) => one.body.fields))
  assert.deepEqual(fields, { applicant: '林阿明', respondent_code: 'o1', disputed_number: '某信访〔2026〕15号', disputed_date: '2026-10-08' })
  assert.deepEqual(sentTo('fields').at(-1).body.claims, ['撤销原意见'])
  await close(page)
})

test('The kind of a letter is chosen by a digit, and with it what is needed changes', async () => {
  const unsure = { fields: { kind: { value: '', state: 'doubtful' }, disputed_number: { absent: true } } }
  const page = await openLetter(withLetter(unsure))
  assert.equal(await page.locator('.fact.active .candidates button').count(), 3)
  await page.keyboard.press('2')
  await page.waitForTimeout(100)
  assert.match(await page.textContent('.about'), /要素待补 1/)
  await close(page)
})

test('Space puts the letter aside for the next one and keeps what was confirmed', async () => {
  const page = await openLetter(withLetter({ ...DOUBTFUL, ...NEXT }, SIX_DOUBTS))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await page.waitForURL('**/mail/letters/A000042')
  await page.waitForTimeout(200)
  assert.equal(sentTo('fields').length, 1)
  await page.keyboard.press('[')
  await page.waitForURL('**/mail/letters/A000041')
  await close(page)
})

test('The same confusion elsewhere is offered place by place, each ticked by hand', async () => {
  const twice = [[6, 13, '车', ['东']], [11, 1, '车', ['其']], [12, 1, '车', ['是']]] // prettier-ignore
  const page = await openLetter(withLetter({}, twice))
  await page.keyboard.press('o')
  await page.keyboard.press('c')
  await page.waitForSelector('dialog[open]')
  assert.equal(await page.locator('dialog[open] input[type=checkbox]').count(), 2)
  await sound(page, 'letter_same')
  await close(page)
})

test('A letter that is rejected, being read, urgent, a duplicate or done says so', async () => {
  const states = {
    letter_rejected: [{ row: row('A000041', { state: 'rejected', code: 'file.encrypted', reason: '第 2 页加密', next: 'rescan' }), pages: [], fields: [], claims: [] }, /没有收成信件：第 2 页加密.*重新扫描/s],
    letter_reading: [{ row: row('A000041', { state: 'in_progress', pages: 3, pages_read: 1, next: 'wait' }), pages: [7, 8, 9].map((id, i) => ({ id, n: i + 1, place: 'letter', width: 1240, height: 1754, turned: 0, read: i === 0, confidence: 0.9, doubts: 0, picture: `/api/v1/pages/${id}/picture` })) }, /1\/3 页已读/],
    letter_urgent: [{ urgent_words: ['跳楼'] }, /含“跳楼”等字样：按重大紧急处理/],
    letter_duplicate: [{ row: row('A000041', { state: 'duplicate', duplicate_of: 'A000030', next: 'none' }) }, /与 A000030 相同/],
    letter_done: [{ row: row('A000041', { state: 'registered', verified: true, next: 'open' }), verified_by: '李某', verified_at: Date.UTC(2026, 10, 22, 6, 2), case: 'LX350205202611220041K' }, /李某 2026-11-22 14:02 已核校.*打开事项/s],
  } // prettier-ignore
  for (const [name, [more, says]] of Object.entries(states)) {
    const page = await at(LETTER, { arrange: withLetter({ more }), wait: '.about' })
    await page.waitForTimeout(200)
    assert.match(await page.textContent('main'), says, name)
    await sound(page, name)
    await close(page)
  }
})

test('「重新扫描」 on a rejected letter goes to the mailroom and asks for the file', async () => {
  const page = await at('/mail/letters/A000044', {
    arrange: (h) => (h.letters.A000044 = letterOf(paper, 'A000044', { more: { row: ROWS[3], pages: [], fields: [], claims: [] } })),
    wait: '.error',
  })
  await page.click('.error a.btn-main')
  assert.equal((await chooserOf(page)).multiple, false)
  await page.waitForURL((url) => !url.search.includes('again='))
  await close(page)
})

test('Pages that are read while a person looks on appear by themselves', async () => {
  const pages = (read) => [{ id: 7, n: 1, place: 'letter', width: 1240, height: 1754, turned: 0, read, confidence: 0.9, doubts: 0, picture: '/api/v1/pages/7/picture' }]
  const page = await openLetter(withLetter({ more: { row: row('A000041', { state: 'in_progress', pages: 1, pages_read: 0, next: 'wait' }), pages: pages(false) } }))
  assert.equal(await page.locator('.viewer').count(), 0)
  Object.assign(house.letters.A000041, { row: row('A000041'), pages: pages(true), version: 4 })
  house.changes.push({ kind: 'arrival', id: 'A000041', n: 1 })
  await page.waitForSelector('.viewer', { timeout: 14000 })
  await held(page, '要素已核')
  await close(page)
})

test('A letter that is not there and one that is not mine read alike; a refusal can be tried again', async () => {
  let page = await at('/mail/letters/A999999', { wait: '.empty' })
  await sound(page, 'letter_not_here')
  await close(page)
  page = await at(LETTER, { arrange: (h) => (h.answers['GET /arrivals/A000041'] = h.problem(500, 'store.busy', '信件没有读成')), wait: '.error' })
  await sound(page, 'letter_error')
  await close(page)
  page = await openLetter((h) => {
    withLetter(NEXT)(h)
    h.answers['POST /arrivals/A000041/verify'] = h.problem(422, 'register.respondent_missing', '被申请人不在机关库里。', { detail: '请从机关库里选一个。' })
  })
  await page.keyboard.press('Enter')
  await page.waitForTimeout(420)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.error')
  assert.match(await page.textContent('.error'), /请从机关库里选一个.*register\.respondent_missing/s)
  await sound(page, 'letter_refused')
  await close(page)
})

test('A reader sees the letter and can change nothing', async () => {
  const page = await openLetter((h) => {
    withLetter({ ...DOUBTFUL }, SIX_DOUBTS)(h)
    h.role = 'auditor'
  })
  assert.equal(await page.locator('.acts [data-act]').count(), 0)
  await sound(page, 'letter_reader')
  await close(page)
})

test('A reader leafs through the letters by ] and [ although nothing on the page takes the focus', async () => {
  const page = await openLetter((h) => {
    withLetter({ ...DOUBTFUL, ...NEXT }, SIX_DOUBTS)(h)
    h.role = 'auditor'
  })
  await page.keyboard.press(']')
  await page.waitForURL('**/mail/letters/A000042')
  await page.getByText('A000042', { exact: true }).waitFor()
  await page.keyboard.press('[')
  await page.waitForURL('**/mail/letters/A000041')
  await close(page)
})

test('Every key of these pages is listed under F1', async () => {
  const page = await openLetter(withLetter(NEXT, SIX_DOUBTS))
  await page.keyboard.press('F1')
  await page.waitForSelector('dialog[open]')
  const text = await page.textContent('dialog[open]')
  for (const does of ['采用并下一处', '选候选', '另一读法', '先放下，下一封', '看整行', '撤销', '核校完成并登记', '下一存疑']) assert.ok(text.includes(does), does)
  await sound(page, 'letter_keys')
  await close(page)
})
