/** 工作台 and 收发室 in a real Chromium, state by state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertKeyboardWalk, assertNoSidewaysScroll, composeEnter, DESK, PHONE, SCREENS } from './harness.mjs'
import { at, chooserOf, close, DOUBTFUL, house, inWindow, KEY_FIRST, LETTER, NEXT, sound, withLetter } from './mail_bench.mjs'
import { arrivals, LEDGER, row, ROWS, SIX_DOUBTS, TASKS } from './mail_fixture.mjs'

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
  await page.click('.sheet-tab:nth-child(2)')
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


test('The mailroom lists every arrival with its next step, and its account is links', async () => {
  const page = await at('/mail?view=all', { wait: 'tbody tr' })
  await sound(page, 'mail')
  assert.ok(await inWindow(page, '.acts .btn-main'))
  const links = await page.locator('.ledger a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  assert.deepEqual(links, ['/mail?view=all', ...['registered', 'needs_person', 'rejected', 'duplicate', 'in_progress'].map((state) => `/mail?view=all&state=${state}`)])
  const asked = page.waitForRequest((one) => one.url().includes('/arrivals?') && one.url().includes('state=rejected'))
  await page.click('.ledger a[href*="rejected"]')
  await page.waitForSelector('.chip button')
  await asked
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
