/** 工作台, 收发室 and 信件核校 in a real Chromium, state by state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, composeEnter, counting, DESK, launch, openPage, PHONE, picture, root, SCREENS } from './harness.mjs'
import { arrivals, drawPaper, LEDGER, letterOf, openHouse, readingOf, row, ROWS, SIX_DOUBTS, TASKS } from './mail_fixture.mjs'
import { serve } from './static_server.mjs'

let browser
let server
let paper
let house
before(async () => {
  server = await serve(join(root, 'web/dist'), (...asked) => house.api(...asked))
  browser = await launch()
  paper = await drawPaper(browser)
})
after(async () => {
  await browser?.close()
  await server?.close()
})

const REFUSALS = [/status of (4\d\d|5\d\d)/, /net::ERR/]
const PERSONAL = ['林阿明', '350205197001010011', '13800005678', '东埔村']

/** Opens an address of a fresh house; `arrange` says what is special about it. */
async function at(path, { size = DESK, arrange = () => {}, wait = 'main .page' } = {}) {
  house = openHouse()
  arrange(house)
  const page = await openPage(browser, { base: server.base, size, quiet: REFUSALS })
  await page.route('**/api/v1/pages/**', (route) => route.fulfill({ body: paper.jpeg, contentType: 'image/jpeg' }))
  page.choosers = []
  page.on('filechooser', (chooser) => page.choosers.push({ chooser, multiple: chooser.isMultiple() }))
  await page.goto(path)
  await page.waitForSelector(wait)
  return page
}
/** The dialog of the system that the page opened. */
async function chooserOf(page) {
  for (let tries = 0; tries < 50 && page.choosers.length === 0; tries++) await page.waitForTimeout(100)
  return page.choosers.shift() ?? assert.fail('no dialog for files was opened')
}

/** What every state has to keep: axe, no sideways scroll, no script fault, nothing personal in address, title or storage. */
async function sound(page, name) {
  await page.waitForTimeout(120)
  await assertAccessible(page, name)
  await assertNoSidewaysScroll(page, name)
  const kept = await page.evaluate(() => [location.href, document.title, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })].join('\n'))
  for (const word of PERSONAL) assert.ok(!kept.includes(word) && !decodeURIComponent(kept.split('\n')[0]).includes(word), `${name}: ${word} in ${kept}`)
  await picture(page, name)
  assertQuiet(page)
}
const close = (page) => page.context().close()
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
const inWindow = async (page, selector) => {
  const box = await page.locator(selector).first().boundingBox()
  const { width, height } = page.viewportSize()
  return Boolean(box) && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
}

// ---------------------------------------------------------------- 工作台

test('The work list shows clocks and is walked and opened by keys', async () => {
  const page = await at('/', { wait: 'tbody tr' })
  await sound(page, 'home')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mail/letters/A000041')
  await page.goBack()
  await page.waitForSelector('tr.current')
  assert.match(await page.textContent('tr.current'), /A000041/)
  await close(page)
})

test('Each count of the work list opens the rows it counts', async () => {
  const page = await at('/', { wait: 'tbody tr' })
  await page.click('.counts a:nth-child(2)')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2)
  assert.match(page.url(), /due=soon/)
  await sound(page, 'home_filter')
  await page.click('.tab:nth-child(2)')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await sound(page, 'home_done')
  await close(page)
})

test('An empty work list, an empty filter, a refusal and a slow answer each say what is so', async () => {
  const nothing = { ...TASKS, rows: [], counts: { overdue: 0, soon: 0, other: 0 } }
  let page = await at('/', { arrange: (h) => (h.tasks = nothing), wait: '.empty' })
  await sound(page, 'home_empty')
  await close(page)
  page = await at('/?due=overdue', { arrange: (h) => (h.tasks = nothing), wait: '.empty' })
  await sound(page, 'home_no_match')
  await page.click('.empty button')
  assert.ok(!page.url().includes('due='))
  await close(page)
  page = await at('/', { arrange: (h) => (h.answers['GET /tasks'] = h.problem(500, 'store.busy', '待办没有读成')), wait: '.error' })
  await sound(page, 'home_error')
  house.answers = {}
  await page.click('.error button:has-text("再试一次")')
  await page.waitForSelector('tbody tr')
  await close(page)
})

test('Rows that come while a person reads wait above the list until he takes them', async () => {
  const page = await at('/', { wait: 'tbody tr' })
  house.tasks = { ...TASKS, rows: [{ ...TASKS.rows[0], id: 't9', title: 'LX新', path: '/' }, ...TASKS.rows], counts: { overdue: 2, soon: 2, other: 2 } }
  house.changes.push({ kind: 'case', id: 'x', n: 1 })
  await page.waitForSelector('.news', { timeout: 9000 })
  assert.equal(await page.locator('tbody tr').count(), 5)
  assert.match(await page.textContent('.counts'), /超期 2/)
  await page.focus('tbody tr')
  await page.keyboard.press('r')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 6)
  await sound(page, 'home_news')
  await close(page)
})

// ---------------------------------------------------------------- 收发室

test('The mailroom lists every arrival with its next step, and its account is links', async () => {
  const page = await at('/mail?view=all', { wait: 'tbody tr' })
  await sound(page, 'mail')
  assert.ok(await inWindow(page, '.acts .btn-main'))
  const links = await page.locator('.ledger a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  assert.deepEqual(links, ['/mail?view=all', ...['registered', 'needs_person', 'rejected', 'duplicate', 'in_progress'].map((state) => `/mail?view=all&state=${state}`)])
  await page.click('.ledger a[href*="rejected"]')
  await page.waitForSelector('.chip button')
  assert.ok(house.seen.some((one) => one.path === '/arrivals' && one.url.includes('state=rejected')))
  await page.goto('/mail?view=all')
  await page.waitForSelector('tbody tr')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mail/letters/A000041')
  await close(page)
})

test('An account that does not add up is an error card, not a colour', async () => {
  const off = { ...LEDGER, arrivals: { ...LEDGER.arrivals, received: 42 }, balanced: false }
  const page = await at('/mail', { arrange: (h) => (h.arrivals = arrivals(ROWS, { ledger: off })), wait: '.error' })
  assert.match(await page.textContent('.error'), /42 不等于各项之和 41，差 1/)
  await sound(page, 'mail_unbalanced')
  await close(page)
})

test('Empty lists of the mailroom, a refusal and a reader who may not upload', async () => {
  for (const view of ['todo', 'reading', 'today', 'all']) {
    const page = await at(`/mail?view=${view}`, { arrange: (h) => (h.arrivals = arrivals([])), wait: '.empty' })
    await sound(page, `mail_empty_${view}`)
    await close(page)
  }
  let page = await at('/mail?view=all&state=duplicate', { arrange: (h) => (h.arrivals = arrivals([])), wait: '.empty' })
  await sound(page, 'mail_no_match')
  await close(page)
  page = await at('/mail', { arrange: (h) => (h.answers['GET /arrivals'] = h.problem(503, 'store.busy', '列表没有读成')), wait: '.error' })
  await sound(page, 'mail_error')
  await close(page)
  page = await at('/mail', { arrange: (h) => (h.role = 'auditor'), wait: 'tbody tr' })
  assert.equal(await page.locator('.acts .btn-main').count(), 0)
  await sound(page, 'mail_reader')
  await close(page)
})

const file = (name, size = 20_000) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(size, name) })
/** Answers uploads by the file's name; a promise holds one back. Tells what was asked. */
async function takeUploads(page, answer) {
  const asked = []
  await page.route('**/api/v1/uploads*', async (route) => {
    const headers = route.request().headers()
    const name = decodeURIComponent(headers['x-file-name'])
    const one = { name, key: headers['idempotency-key'], url: route.request().url() }
    asked.push(one)
    const [status, body] = await answer(one, asked)
    if (status === 0) return route.abort()
    return route.fulfill({ status, contentType: status < 300 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) })
  })
  return asked
}
const safe = (n = 46) => [201, row(`A0000${n}`, { state: 'in_progress', next: 'wait' })]

test('Many files are one question: dates once, three on their way at a time, each with its bytes', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  let open
  const gate = new Promise((resolve) => (open = resolve))
  const asked = await takeUploads(page, async () => (await gate, safe()))
  await page.keyboard.press('u')
  const { chooser } = await chooserOf(page)
  await chooser.setFiles([1, 2, 3, 4, 5].map((n) => file(`扫描${n}.pdf`)))
  await page.waitForSelector('.batch')
  assert.match(await page.inputValue('.batch input >> nth=0'), /2026-11-22/)
  await sound(page, 'mail_batch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=progressbar]')
  await page.waitForTimeout(300)
  assert.equal(asked.length, 3)
  assert.ok(asked.every((one) => one.url.includes('received=2026-11-22')))
  await sound(page, 'mail_uploading')
  open()
  await page.waitForFunction(() => document.querySelector('.box')?.textContent.includes('5/5'))
  assert.equal(asked.length, 5)
  await sound(page, 'mail_uploaded')
  await close(page)
})

test('Files dropped anywhere on the page are offered, and an input method changes nothing', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  const drop = (type) =>
    page.evaluate((kind) => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], '甲.pdf', { type: 'application/pdf', lastModified: 1 }))
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }))
    }, type)
  await drop('dragenter')
  await page.waitForSelector('.cover')
  await sound(page, 'mail_drop')
  await drop('drop')
  await page.waitForSelector('.batch')
  const asked = await takeUploads(page, safe)
  await composeEnter(page)
  await page.waitForTimeout(200)
  assert.equal(asked.length, 0)
  await page.keyboard.press('Escape')
  await page.waitForSelector('.batch', { state: 'detached' })
  await close(page)
})

test('A broken line is tried again under the same key; the same file offered twice is one arrival', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  const asked = await takeUploads(page, (_one, all) => (all.length < 3 ? [all.length === 1 ? 0 : 503, { status: 503, code: 'http.unavailable', title: '' }] : safe()))
  const give = async () => {
    await page.setInputFiles('input[type=file]', { name: '一.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(900) })
    await page.waitForSelector('.batch')
    await page.keyboard.press('Enter')
  }
  await give()
  await page.waitForFunction(() => document.querySelector('.box')?.textContent.includes('1/1'), null, { timeout: 15000 })
  assert.equal(asked.length, 3)
  assert.equal(new Set(asked.map((one) => one.key)).size, 1)
  assert.match(asked[0].key, /^[0-9a-f]{32}$/)
  await close(page)
})

test('The key of a delivery is made of name, size and date: the same file has one, another date another', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  const asked = await takeUploads(page, safe)
  const offer = async (modified) => {
    await page.evaluate((lastModified) => {
      const data = new DataTransfer()
      data.items.add(new File(['abc'], '乙.pdf', { lastModified }))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    }, modified)
    await page.waitForSelector('.batch')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(300)
  }
  await offer(5)
  await offer(5)
  assert.equal(asked.length, 1)
  assert.match(await page.textContent('.notices'), /没有重复上传/)
  await offer(6)
  assert.equal(asked.length, 2)
  assert.notEqual(asked[0].key, asked[1].key)
  await close(page)
})

test('A refused file keeps its row with the reason and never hides the others', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  await takeUploads(page, (one) => (one.name.includes('坏') ? [415, { status: 415, code: 'file.encrypted', title: '第 2 页加密，打不开。', detail: '请去掉密码后重新扫描。' }] : safe()))
  await page.setInputFiles('input[type=file]', [file('坏.pdf'), file('好.pdf')])
  await page.waitForSelector('.batch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.box .bad')
  await page.waitForFunction(() => document.querySelector('.box')?.textContent.includes('1/2'))
  assert.match(await page.textContent('.box .bad'), /第 2 页加密.*file\.encrypted/s)
  await sound(page, 'mail_refused')
  await close(page)
})

test('After a reload unfinished files are counted, and nothing but sizes was kept', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  await takeUploads(page, () => new Promise(() => {}))
  await page.setInputFiles('input[type=file]', [1, 2, 3].map((n) => file(`林阿明${n}.pdf`, n * 1000)))
  await page.waitForSelector('.batch')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(300)
  assert.deepEqual(await page.evaluate(() => ({ ...sessionStorage })), { 'docket.uploads': '[1000,2000,3000]' })
  page.on('dialog', (dialog) => dialog.accept())
  await page.reload()
  await page.waitForSelector('.info-bar:has-text("上次有 3 个文件没有传完，请再拖进来")')
  await sound(page, 'mail_cut_off')
  await page.unroute('**/api/v1/uploads*')
  await takeUploads(page, safe)
  await page.setInputFiles('input[type=file]', [1, 2, 3].map((n) => file(`林阿明${n}.pdf`, n * 1000)))
  await page.waitForSelector('.batch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.info-bar', { state: 'detached' })
  await close(page)
})

test('A rejected arrival is scanned again under its own name', async () => {
  const page = await at('/mail', { wait: 'tbody tr' })
  const asked = await takeUploads(page, safe)
  for (let i = 0; i < 3; i++) await page.keyboard.press('j')
  await page.keyboard.press('r')
  const { chooser, multiple } = await chooserOf(page)
  assert.equal(multiple, false)
  await chooser.setFiles([file('重扫.pdf')])
  await page.waitForSelector('.batch')
  await sound(page, 'mail_rescan')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(300)
  assert.match(asked[0].url, /again=A000044/)
  await close(page)
})

// ---------------------------------------------------------------- 信件核校

const LETTER = '/mail/letters/A000041'
function withLetter(options = {}, doubts = [], confirmed = {}) {
  return (h) => {
    h.letters.A000041 = letterOf(paper, 'A000041', { doubts, ...options })
    h.readings.A000041 = readingOf(paper, doubts, confirmed)
    h.letters.A000042 = letterOf(paper, 'A000042', { more: { previous: 'A000041', position: 2 } })
    h.readings.A000042 = readingOf(paper)
  }
}
const NEXT = { more: { next: 'A000042' } }
const openLetter = async (arrange, more = {}) => {
  const page = await at(LETTER, { arrange, wait: '.panes', ...more })
  await page.waitForTimeout(250)
  return page
}
const sentTo = (rest) => house.seen.filter((one) => one.path === `/arrivals/A000041/${rest}`)

test('A clean letter is two presses; the second counts only after 400 ms; the next letter is already there', async () => {
  const page = await openLetter(withLetter(NEXT))
  await sound(page, 'letter_clean')
  assert.ok(await inWindow(page, '.acts [data-act]'))
  const before = house.seen.filter((one) => one.path.startsWith('/arrivals/A000042')).length
  assert.equal(before, 2, 'the next letter and its reading are asked for ahead')
  const hand = counting(page)
  await hand.press('Enter')
  assert.match(await focused(page), /核校完成并登记/)
  await page.keyboard.press('Enter') // too early: a key that bounced
  assert.equal(sentTo('verify').length, 0)
  await page.waitForTimeout(420)
  const pressed = Date.now()
  await hand.press('Enter')
  await page.waitForURL('**/mail/letters/A000042')
  await page.waitForSelector('.panes')
  assert.ok(Date.now() - pressed < 1500)
  assert.equal(hand.total, 2)
  assert.equal(sentTo('verify').length, 1)
  const notice = page.locator('.notices a')
  assert.match(await page.textContent('.notices'), /已登记 LX350205202611220041K/)
  assert.equal(await notice.getAttribute('href'), '/cases/LX350205202611220041K')
  await close(page)
})

test('A letter with six doubts is done in at most fourteen presses', async () => {
  const page = await openLetter(withLetter(NEXT, SIX_DOUBTS))
  await sound(page, 'letter_six')
  const hand = counting(page)
  await hand.press('2') // 东
  await hand.press('2') // 丈
  await hand.press('2') // 五
  await hand.press('2') // 塘
  await hand.press('2') // 棵
  await hand.press('e') // no candidate: typed
  await hand.type('证')
  await hand.press('Enter')
  assert.match(await focused(page), /要素已核/)
  await hand.press('Enter')
  await page.waitForTimeout(420)
  await hand.press('Enter')
  await page.waitForURL('**/mail/letters/A000042')
  assert.ok(hand.total <= 14, `${hand.total} presses`)
  const lines = house.seen.flatMap((one) => (one.body?.lines ?? []).map((line) => line.text))
  assert.ok(lines.some((text) => text.includes('东埔村村民')) && lines.some((text) => text.startsWith('组证明')), lines.join('\n'))
  await close(page)
})

test('Enter takes what is shown, O shows another reading, Z takes it back, L draws the line large', async () => {
  const page = await openLetter(withLetter({}, SIX_DOUBTS))
  assert.equal(await focused(page), '车')
  await page.keyboard.press('o')
  assert.equal(await focused(page), '东')
  await page.keyboard.press('l')
  await page.waitForTimeout(60)
  await page.keyboard.press('Enter')
  assert.equal(await focused(page), '大')
  await page.keyboard.press('z')
  await page.keyboard.press('z')
  assert.ok((await page.locator('.doubt.settled').count()) === 0)
  await close(page)
})

test('A character nobody has a candidate for cannot be accepted, only typed', async () => {
  const page = await openLetter(withLetter({}, [[13, 1, '正', []]]))
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT')
  assert.equal(await page.evaluate(() => document.activeElement.value), '')
  await sound(page, 'letter_only_type')
  await close(page)
})

const KEY_FIRST = { fields: { id_number: { mode: 'key_first', state: 'doubtful', raw: '350205197001010017', doubts: [{ code: 'id.engines', words: '两次识读不同' }] } } }
test('What matters opens empty under its paper: equal to a reading it is settled, else all stand side by side', async () => {
  let page = await openLetter(withLetter(KEY_FIRST))
  assert.equal(await page.evaluate(() => document.activeElement.value), '')
  assert.ok(!(await page.textContent('.fact.active')).includes('350205'))
  await sound(page, 'letter_key_first')
  await page.keyboard.type('350205197001010011')
  await page.keyboard.press('Enter')
  assert.match(await focused(page), /要素已核/)
  await close(page)
  page = await openLetter(withLetter(KEY_FIRST))
  await page.keyboard.type('350205197001010019')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.both')
  assert.equal(await page.locator('.both button').count(), 3)
  await sound(page, 'letter_differs')
  await page.keyboard.press('2')
  await page.waitForTimeout(1300)
  assert.equal(house.letters.A000041.fields.find((one) => one.name === 'id_number').value, '350205197001010017')
  await close(page)
})

test('More than twelve doubts on a page and it is read whole, line by line', async () => {
  const many = Array.from({ length: 14 }, (_, i) => [6 + (i % 7), 1 + Math.floor(i / 7) * 4, '口', ['曰']])
  const page = await openLetter(withLetter(NEXT, many))
  assert.match(await page.textContent('.many'), /本页存疑 14 处，建议整页校读/)
  assert.equal(await page.locator('.whole').count(), 16)
  await sound(page, 'letter_whole')
  await page.keyboard.press('Enter')
  await page.keyboard.press('e')
  assert.match(await page.evaluate(() => document.activeElement.value), /^申请人：林阿明/)
  await page.keyboard.press('End')
  await page.keyboard.type('补')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1300)
  assert.match(sentTo('fields').at(-1).body.lines.at(-1).text, /12号。补$/)
  await close(page)
})

test('What was confirmed is with the server a second later and shows by whom', async () => {
  const doubtful = { fields: { applicant: { state: 'doubtful', doubts: [{ code: 'x', words: '一个字不清' }] } } }
  const page = await openLetter(withLetter(doubtful))
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.saved', { timeout: 3000 })
  assert.deepEqual(sentTo('fields')[0].body, { version: 3, fields: { applicant: '林阿明' } })
  await sound(page, 'letter_saved')
  await page.reload()
  await page.waitForSelector('.human')
  assert.match(await page.textContent('.human'), /李某 11-22 14:02/)
  await close(page)
})

test('What was taken back after it was kept is open again and can be settled anew', async () => {
  const page = await openLetter(withLetter(DOUBTFUL))
  await page.keyboard.press('e')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('林阿月')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.saved', { timeout: 3000 })
  await page.keyboard.press('z')
  assert.match(await page.textContent('.fact >> nth=1'), /存疑.*林阿朋/s)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1300)
  assert.equal(house.letters.A000041.fields[1].value, '林阿朋')
  await close(page)
})

test('A newer reading stands beside what a person confirmed and never replaces it', async () => {
  const human = { fields: { applicant: { value: '林阿明', state: 'confirmed', confirmed: { value: '林阿明', by: '王某', at: Date.UTC(2026, 10, 22, 1, 0) }, suggestion: '林阿朋' } } }
  const page = await openLetter(withLetter(human))
  assert.match(await page.textContent('.suggestion'), /新识读：林阿朋/)
  await sound(page, 'letter_suggestion')
  await page.click('.suggestion button:nth-of-type(2)')
  assert.equal(await page.locator('.suggestion').count(), 0)
  await close(page)
})

const DOUBTFUL = { fields: { applicant: { state: 'doubtful', value: '林阿朋', raw: '林阿朋' } } }
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
  await page.waitForSelector('.info-bar:has-text("王某 14:05:00 已改同一处")', { timeout: 4000 })
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
  await page.waitForSelector('.save.saved', { timeout: 4000 })
  assert.equal(sentTo('fields').at(-1).body.version, 5)
  await close(page)
})

test('A save that does not reach the server is tried again, and the words stay', async () => {
  const page = await openLetter((h) => {
    withLetter(DOUBTFUL)(h)
    h.answers['PUT /arrivals/A000041/fields'] = h.problem(503, 'store.busy', '没有存上')
  })
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.failed', { timeout: 4000 })
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
  await page.waitForTimeout(1300)
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
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('要素已核'))
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

test('An input method at work triggers no key of these pages', async () => {
  for (const [path, arrange, wait] of [['/', () => {}, 'tbody tr'], ['/mail', () => {}, 'tbody tr'], [LETTER, withLetter(NEXT), '.panes'], [LETTER, withLetter(KEY_FIRST), '.editor input'], [LETTER, withLetter({}, SIX_DOUBTS), '.panes']]) {
    const page = await at(path, { arrange, wait })
    await page.waitForTimeout(300)
    const before = [page.url(), await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))]
    const sent = house.seen.filter((one) => one.method !== 'GET').length
    await composeEnter(page)
    for (const key of ['1', ' ', 'u', 'z', 'l']) await page.evaluate((k) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: k, isComposing: true, bubbles: true, cancelable: true })), key)
    await page.waitForTimeout(200)
    assert.deepEqual([page.url(), await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))], before, path)
    assert.equal(house.seen.filter((one) => one.method !== 'GET').length, sent)
    await close(page)
  }
})

test('The pages fit the screens of the office and the phone, and can be walked by keyboard', async () => {
  for (const [name, path, arrange, wait] of [['home', '/', () => {}, 'tbody tr'], ['mail', '/mail?view=all', () => {}, 'tbody tr'], ['letter', LETTER, withLetter({ ...DOUBTFUL, ...NEXT }, SIX_DOUBTS), '.panes']]) {
    for (const size of [...SCREENS, { width: 1920, height: 1080 }, { width: 320, height: 640 }]) {
      const page = await at(path, { arrange, wait, size })
      await page.waitForTimeout(250)
      await assertNoSidewaysScroll(page, `${name} ${size.width}`)
      if (size.width >= 1000 && name !== 'home') assert.ok(await inWindow(page, name === 'mail' ? '.acts .btn-main' : '.acts [data-act]'), `${name} ${size.width}`)
      if (size === DESK) assert.ok((await assertKeyboardWalk(page, name)) > 5)
      if (size === PHONE) await sound(page, `${name}_phone`)
      await close(page)
    }
  }
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
