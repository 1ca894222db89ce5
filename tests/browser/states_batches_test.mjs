/** 收件批次 in a real Chromium, state by state (the table of 分件整理: states_sort_test), and one tray sorted on the whole docket. Needs `web/dist` and the built program. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { BATCH_ROWS, batchRow, ID, layBatch, view } from './batch_fixture.mjs'
import { LETTERS, openHouse, portrait, until } from './desks_house.mjs'
import { assertKeyboardWalk, assertNoSidewaysScroll, composeEnter, counting, DESK, PHONE, SCREENS } from './harness.mjs'
import { at, chooserOf, close, house, inWindow, sound } from './mail_bench.mjs'

const SORT = `/mail/batches/${ID}/sort`
/** As many presses as the goal allows for a tray with three forgotten separators. */
const GOAL = 12

test('The batches are listed with how far they are and what comes next, and walked and opened by keys', async () => {
  const page = await at('/mail/batches', { arrange: (h) => layBatch(h), wait: 'tbody tr' })
  await sound(page, 'batches')
  assert.match(await page.textContent('tbody tr:nth-child(1)'), /137\/250 · 约 2 分钟.*读取中/s)
  assert.match(await page.textContent('tbody tr:nth-child(4)'), /没有读完.*图像损坏.*查看原因/s)
  assert.match(await page.textContent('tbody tr:nth-child(3)'), /48\/17.*待核校.*5\/17 封/s)
  assert.ok(await inWindow(page, '.acts .btn-main'))
  assert.deepEqual(await page.locator('.below').allTextContents(), ['收件批次', '信件核校7', '分隔单打印'])
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${SORT}`)
  await page.waitForSelector('.sheet') // the address is there before the page that takes its keys
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.waitForURL(/\/mail\/batches(\?|$)/)
  await close(page)
})

test('Empty lists of batches, a refusal and a reader who may not upload', async () => {
  for (const name of ['todo', 'reading', 'today', 'all']) {
    const page = await at(`/mail/batches?view=${name}`, { arrange: (h) => layBatch(h, view(), []), wait: '.empty' })
    await sound(page, `batches_empty_${name}`)
    await close(page)
  }
  let page = await at('/mail/batches', { arrange: (h) => { layBatch(h); h.answers['GET /batches'] = h.problem(503, 'store.busy', '列表没有读成') }, wait: '.error' }) // prettier-ignore
  await sound(page, 'batches_error')
  await close(page)
  page = await at('/mail/batches', { arrange: (h) => { layBatch(h); h.role = 'auditor' }, wait: 'tbody tr' }) // prettier-ignore
  assert.equal(await page.locator('.acts .btn').count(), 0)
  await sound(page, 'batches_reader')
  await close(page)
})

const file = (name, size = 20_000) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(size, name) })
async function takeFiles(page, answer) {
  const asked = []
  await page.route(`**/api/v1/batches/${ID}/files`, async (route) => {
    const name = decodeURIComponent(route.request().headers()['x-file-name'])
    asked.push(name)
    const [status, body] = answer(name)
    return route.fulfill({ status, contentType: status < 300 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) })
  })
  return asked
}
const safe = (id = 'A000061') => [201, { id, name: 'x', state: 'in_progress', next: 'wait', reason: '', pages: 0, pages_read: 0 }]

test('Files become one batch: asked once, sent into it, and closed by itself when every one is safe', async () => {
  const page = await at('/mail/batches', { arrange: (h) => layBatch(h), wait: 'tbody tr' })
  const asked = await takeFiles(page, safe)
  await page.keyboard.press('u')
  const { chooser } = await chooserOf(page)
  await chooser.setFiles([1, 2, 3, 4].map((n) => file(`扫描${n}.pdf`)))
  await page.waitForSelector('.batch')
  assert.ok(await page.isChecked('input[name=how] >> nth=1'))
  await page.fill('.batch .field.box input', '3')
  await sound(page, 'batches_upload')
  await page.keyboard.press('Control+Enter')
  await page.waitForFunction(() => document.querySelector('.box')?.textContent.includes('4/4'))
  await page.waitForFunction(() => document.querySelector('.box a')?.textContent.includes('打开这一批'))
  assert.equal(asked.length, 4)
  const opened = house.seen.filter((one) => one.method === 'POST' && one.path === '/batches')
  assert.deepEqual(opened.map((one) => one.body), [{ name: '2026-11-22 来件', received: '2026-11-22', channel: 'letter', box: '3', layout: 'by_kind', two_sided: false }])
  await until('the batch is closed', () => house.seen.some((one) => one.path === `/batches/${ID}/close`), 5)
  await sound(page, 'batches_uploaded')
  await close(page)
})

test('A refused file keeps its row and its tray open; a batch that cannot be opened keeps the files on offer', async () => {
  let page = await at('/mail/batches', { arrange: (h) => layBatch(h), wait: 'tbody tr' })
  await takeFiles(page, (name) => (name.includes('坏') ? [415, { status: 415, code: 'file.unknown_kind', title: '不是扫描件。', detail: '请上传 PDF 或图片。' }] : safe()))
  await page.setInputFiles('input[type=file]', [file('坏.doc'), file('好.pdf')])
  await page.waitForSelector('.batch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.box .bad')
  await page.waitForTimeout(300)
  assert.ok(!house.seen.some((one) => one.path.endsWith('/close')))
  await close(page)
  page = await at('/mail/batches', { arrange: (h) => { layBatch(h); h.answers['POST /batches'] = h.problem(503, 'store.full', '磁盘满了') }, wait: 'tbody tr' }) // prettier-ignore
  await page.setInputFiles('input[type=file]', [file('甲.pdf')])
  await page.waitForSelector('.batch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.error', { timeout: 10_000 })
  assert.ok(await page.isVisible('.batch'))
  await sound(page, 'batches_not_opened')
  await close(page)
})

const batchOf = (row, more = {}) => ({ ...view(), row: batchRow(ID, row), ...more })
test('A batch says how it stands: open, reading, stuck, to be sorted, sorted; and what is the matter with its files', async () => {
  const open = batchOf({ state: 'open', next: 'add', pages: 0, pages_read: 0, undecided: 0 }, { letters: [], suggestions: [] })
  let page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, open), wait: '.acts .btn-main' })
  await sound(page, 'batch_open')
  await page.click('.acts .btn-main')
  await page.waitForSelector('.chip:has-text("读取中")')
  await close(page)

  page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, batchOf({ state: 'reading', next: 'wait', pages: 250, pages_read: 137, pages_a_minute: 62, left_s: 110 })), wait: 'progress' })
  assert.match(await page.textContent('.progress'), /137\/250/)
  await sound(page, 'batch_reading')
  await close(page)

  const files = [{ ...view().files[0] }, { id: 'A000032', name: '附件.pdf', state: 'rejected', code: 'file.encrypted', reason: '第 2 页加密，打不开', bytes: 9000, pages: 0, pages_read: 0 }, { id: 'A000033', name: '再来.pdf', state: 'duplicate', code: '', reason: '', bytes: 9000, pages: 0, pages_read: 0, duplicate_of: 'A000031' }]
  page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, batchOf({ state: 'stuck', next: 'look', reason: '第 3 页没有读成：图像损坏', rejected_files: 1, files: 3, pages_read: 11 }, { files })), wait: '.error' })
  assert.match(await page.textContent('table'), /附件\.pdf.*第 2 页加密.*与 A000031 相同/s)
  await sound(page, 'batch_stuck')
  await page.click('.error .btn-main')
  await until('it goes on', () => house.seen.some((one) => one.path.endsWith('/close') && one.body.go_on === true), 5)
  await close(page)

  page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h), wait: '.acts .btn-main' })
  await sound(page, 'batch_to_sort')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${SORT}`)
  await close(page)

  page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h).arrange([{ op: 'finish' }]), wait: 'tbody tr' })
  assert.match(await page.textContent('.info-bar'), /已分成 2 封/)
  await sound(page, 'batch_sorted')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mail/letters/A000050')
  await close(page)
})

test('P holds the files that have not set out yet, R sends again what did not get through', async () => {
  const page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, batchOf({ state: 'open', next: 'add', pages: 0, pages_read: 0, undecided: 0 }, { letters: [], suggestions: [] })), wait: '.acts .btn-main' })
  let reached = false
  const gone = []
  await page.route(`**/api/v1/batches/${ID}/files`, async (route) => {
    gone.push(decodeURIComponent(route.request().headers()['x-file-name']))
    await page.waitForTimeout(300)
    return reached ? route.fulfill({ status: 201, contentType: 'application/json', body: JSON.stringify(safe()[1]) }) : route.abort()
  })
  await page.setInputFiles('input[type=file]', [file('甲.pdf'), file('乙.pdf')])
  await page.waitForSelector('.box li')
  await page.evaluate(() => document.activeElement?.blur())
  await page.keyboard.press('p')
  await page.waitForSelector('.box li:has-text("已暂停")')
  await sound(page, 'batch_upload_held')
  await page.waitForSelector('.box li.bad', { timeout: 60_000 })
  reached = true
  await page.keyboard.press('r')
  assert.equal(gone.filter((name) => name === '乙.pdf').length, 0)
  await page.keyboard.press('p')
  await page.waitForFunction(() => !document.querySelector('.box li.bad') && document.querySelector('.box')?.textContent.includes('2/2'), undefined, { timeout: 20_000 })
  assert.equal(gone[gone.length - 1], '乙.pdf')
  await close(page)
})

test('Fronts and backs scanned apart are closed by a person once their pages are counted; uneven ones are read as single sides', async () => {
  const file = (id, pages) => ({ ...view().files[0], id, pages, pages_read: 0 })
  const apart = (pages) => batchOf({ state: 'open', next: 'add', two_sided: true, files: 2, pages: 0, pages_read: 0, undecided: 0 }, { letters: [], suggestions: [], files: [file('A000031', pages), file('A000032', pages)] })
  let page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, apart(0)), wait: '.acts .btn-main' })
  assert.equal(await page.getAttribute('.acts .btn-main', 'aria-disabled'), 'true')
  await close(page)
  page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, apart(10)), wait: '.acts .btn-main' })
  const closing = house.answers[`POST /batches/${ID}/close`]
  house.answers[`POST /batches/${ID}/close`] = (url, body) => (body.two_sided === false ? closing() : house.problem(409, 'batch.uneven_sides', '正反面页数不相等，不能交错合并；请补扫漏页，或按单面处理。'))
  await page.click('.acts .btn-main')
  await page.click('.error button:has-text("按单面处理")')
  await page.waitForSelector('.chip:has-text("读取中")')
  await close(page)
})

test('Fronts and backs in one file are closed once a person has counted the fronts', async () => {
  const whole = batchOf({ state: 'open', next: 'add', two_sided: true, files: 1, pages: 0, pages_read: 0, undecided: 0 }, { letters: [], suggestions: [], files: [{ ...view().files[0], pages: 10, pages_read: 0 }] })
  const page = await at(`/mail/batches/${ID}`, { arrange: (h) => layBatch(h, whole), wait: '.fronts input' })
  assert.match(await page.textContent('.fronts'), /共 10 页：请数一数纸/)
  await sound(page, 'batch_fronts')
  assert.equal(await page.getAttribute('.acts .btn-main', 'aria-disabled'), 'true')
  await page.fill('.fronts input', '6')
  const closing = house.answers[`POST /batches/${ID}/close`]
  house.answers[`POST /batches/${ID}/close`] = (url, body) => (body.fronts === 5 ? closing() : house.problem(409, 'batch.uneven_sides', '正面 6 页、反面 4 页，页数不相等，不能交错合并；请补扫漏页，或按单面处理。'))
  await page.click('.acts .btn-main')
  await page.waitForSelector('.error button:has-text("按单面处理")')
  await page.fill('.fronts input', '5')
  await page.click('.acts .btn-main')
  await page.waitForSelector('.chip:has-text("读取中")')
  await close(page)
})

test('A batch that is not there, cannot be read, or is not to be sorted says so', async () => {
  let page = await at('/mail/batches/B000099/sort', { wait: '.empty' })
  await sound(page, 'sort_not_here')
  await close(page)
  page = await at(SORT, { arrange: (h) => (h.answers[`GET /batches/${ID}`] = h.problem(500, 'store.busy', '没有读成')), wait: '.error' })
  await sound(page, 'sort_error')
  await close(page)
  page = await at(SORT, { arrange: (h) => layBatch(h, batchOf({ state: 'reading', next: 'wait' })), wait: '.info-bar' })
  assert.match(await page.textContent('.info-bar'), /现在不能分件：读取中/)
  await sound(page, 'sort_reading')
  await close(page)
})

test('Separator sheets are asked for in a number and open as a file', async () => {
  const page = await at('/mail/separators', { wait: '.form' })
  await sound(page, 'separators')
  const address = async () => await page.getAttribute('.form a.btn', 'href')
  await page.fill('.form input >> nth=0', '30')
  await page.fill('.form input >> nth=1', '7')
  assert.equal(await address(), '/api/v1/separators?count=30&box=7')
  await page.fill('.form input >> nth=0', '201')
  assert.equal(await page.locator('.form a.btn').count(), 0)
  assert.match(await page.textContent('.form'), /1 到 200 的整数/)
  await sound(page, 'separators_wrong')
  await page.goto(`/mail/separators?batch=${ID}`)
  await page.waitForSelector('.form')
  assert.equal(await address(), `/api/v1/batches/${ID}/separators?count=20`)
  await close(page)
})

test('An input method at work triggers no key of these pages', async () => {
  for (const [path, wait] of [['/mail/batches', 'tbody tr'], [SORT, '.sheet'], [`/mail/batches/${ID}`, '.acts .btn-main']]) {
    const page = await at(path, { arrange: (h) => layBatch(h), wait })
    await page.waitForTimeout(300)
    const before = page.url()
    await composeEnter(page)
    for (const key of ['s', 'd', 'b', 'u', ' ']) await page.evaluate((k) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: k, isComposing: true, bubbles: true, cancelable: true })), key)
    await page.waitForTimeout(200)
    assert.equal(page.url(), before)
    assert.equal(house.seen.filter((one) => one.method !== 'GET').length, 0)
    await close(page)
  }
})

test('The pages of batches fit the screens of the office and the phone, and can be walked by keyboard', async () => {
  for (const [name, path, wait, main] of [['batches', '/mail/batches', 'tbody tr', '.acts .btn-main'], ['batch', `/mail/batches/${ID}`, '.acts .btn-main', '.acts .btn-main'], ['sort', SORT, '.sheet', '.acts .btn-main'], ['separators', '/mail/separators', '.form', '.form .btn-main']]) {
    for (const size of [...SCREENS, { width: 1920, height: 1080 }]) {
      const page = await at(path, { arrange: (h) => layBatch(h, view(), BATCH_ROWS), wait, size })
      await page.waitForTimeout(250)
      await assertNoSidewaysScroll(page, `${name} ${size.width}`)
      if (size.width >= 1000) assert.ok(await inWindow(page, main), `${name} ${size.width}`)
      if (size === DESK) assert.ok((await assertKeyboardWalk(page, name)) > 5)
      if (size === PHONE) await sound(page, `${name}_phone`)
      await close(page)
    }
  }
})

const HEAP = ['dance-1', 'bus-1', 'drain-1', 'lift-1']
test(`A heap whose three separators were forgotten is read, told apart and sorted in at most ${GOAL} presses`, async (context) => {
  const docket = await openHouse()
  try {
    const page = await docket.at('mailroom-1', '/mail/batches')
    const hand = counting(page)
    const files = HEAP.flatMap((letter) => readdirSync(join(LETTERS, letter)).filter((one) => !one.endsWith('.json')).map((one) => ({ name: `${letter}-${one}`, mimeType: 'application/octet-stream', buffer: readFileSync(join(LETTERS, letter, one)) })))
    await page.setInputFiles('input[type=file]', files) // the dialog of the system
    await page.waitForSelector('.batch')
    await page.selectOption('.batch select', 'stack')
    await page.focus('.batch .btn-main')
    await page.keyboard.press('Enter')
    await page.locator('.box a:has-text("打开这一批")').waitFor()
    const { rows } = await until('the heap is read', async () => {
      const list = await docket.ask('mailroom-1', '/batches?view=todo')
      return list.rows[0]?.state === 'to_sort' ? list : null
    }, 150) // prettier-ignore
    assert.equal(rows[0].undecided, 3)
    await docket.at('mailroom-1', '/mail/batches')
    await page.locator('tbody tr:focus').waitFor()
    await hand.press('Enter')
    await page.locator('.sheet:focus').waitFor()
    await page.waitForFunction(() => [...document.querySelectorAll('.sheet img, .aside img')].every((one) => one.complete && one.naturalWidth > 0))
    await portrait(page, 'sort')
    for (let i = 0; i < 3; i++) await hand.press('s')
    await page.locator('.tools:has-text("疑点 0")').waitFor()
    await hand.press('Control+Enter')
    await page.waitForURL(`**/mail/batches/${rows[0].id}`)
    context.diagnostic(`${hand.total} presses`)
    assert.ok(hand.total <= GOAL, `${hand.total} presses`)
    const { letters, row } = await docket.ask('mailroom-1', `/batches/${rows[0].id}`)
    assert.deepEqual([row.letters, letters.map((one) => one.pages)], [4, [1, 1, 1, 2]])
    const { ledger } = await docket.ask('mailroom-1', '/arrivals?view=todo')
    assert.ok(ledger.balanced)
  } finally {
    await docket.close()
  }
})
