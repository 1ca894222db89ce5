/** 信件核校 with two engines: shades of doubt, both readings, candidates under the number keys; by keyboard alone. Needs `web/dist`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { focused } from './harness.mjs'
import { close, house, kept, openLetter, sentTo, sound, withLetter } from './mail_bench.mjs'

const SECOND = { engine: 'tesseract/chi_sim', text: '事实与理由：本人系某某街道东坡村村民。2026年9月，因' }
const SHADED = { 6: { second: SECOND, shades: [{ at: 8, length: 2, step: 1 }, { at: 14, length: 1, step: 2 }] } }
const UNSURE = [[6, 13, '车', ['东', '柬']], [11, 8, '玉', ['五']]] // prettier-ignore
const TWICE = (name, first, second, more = {}) => ({ fields: { [name]: { mode: 'key_first', state: 'doubtful', value: first, readings: [{ engine: 'ppocr', value: first }, { engine: 'tesseract', value: second }], doubts: [{ code: 'id.engines_differ', words: '两次识读不同' }], ...more } } }) // prettier-ignore

test('Doubts are marked in three steps, told apart by the line below them as well as by shade', async () => {
  const page = await openLetter(withLetter({ lines: SHADED }, UNSURE))
  const look = (selector) => page.locator(selector).first().evaluate((mark) => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).textDecorationStyle + getComputedStyle(mark).borderBottomStyle].join())
  const steps = [await look('mark.step-1'), await look('mark.step-2'), await look('.doubt')]
  assert.equal(new Set(steps.map((one) => one.split('),')[0])).size, 3, steps.join(' '))
  assert.equal(new Set(steps.map((one) => one.split('),')[1])).size, 3, steps.join(' '))
  await sound(page, 'letter_shades')
  await close(page)
})

test('O shows how the other engine read the line, and takes it away again', async () => {
  const page = await openLetter(withLetter({ lines: SHADED }, UNSURE))
  assert.equal(await focused(page), '车')
  await page.keyboard.press('o')
  assert.match(await page.textContent('.second'), /另一读法.*东坡村/s)
  assert.equal(await page.locator('.second ins').allTextContents().then((all) => all.join('')), '东坡')
  await sound(page, 'letter_other_line')
  await page.keyboard.press('o')
  assert.equal(await page.locator('.second').count(), 0)
  await page.keyboard.press('2')
  assert.equal(await focused(page), '玉')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  assert.equal(await focused(page), '玉', 'Tab walks the doubts')
  await page.keyboard.press('2')
  await kept(page)
  const lines = house.seen.flatMap((one) => one.body?.lines ?? [])
  assert.ok(lines.every((line) => line.box?.length === 4), 'a line is named by its place on the paper')
  assert.ok(lines.some((line) => line.text.includes('东埔村')))
  await close(page)
})

test('What two engines read differently is typed first; equal to one of them it is settled, and both are shown', async () => {
  const page = await openLetter(withLetter(TWICE('id_number', '350205197001010011', '350205197001010017')))
  assert.equal(await page.evaluate(() => document.activeElement.value), '')
  assert.ok(!(await page.textContent('.fact.active')).includes('35020519'))
  await page.keyboard.type('350205197001010017')
  await page.keyboard.press('Enter')
  assert.match(await focused(page), /要素已核/)
  assert.match(await page.textContent('main'), /甲\s*350205197001010011.*乙\s*350205197001010017\s*✓ 与您录入的一致/s)
  await sound(page, 'letter_two_settled')
  await kept(page)
  assert.deepEqual(sentTo('fields')[0].body, { version: 3, fields: { id_number: '350205197001010017' } })
  await close(page)
})

test('Whoever looks at the readings before typing says so with what is kept', async () => {
  const page = await openLetter(withLetter(TWICE('phone', '13800005678', '13800005673')))
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  assert.equal(await page.locator('.both button').count(), 2)
  await sound(page, 'letter_looked')
  await page.keyboard.press('1')
  await kept(page)
  assert.deepEqual(sentTo('fields')[0].body, { version: 3, fields: { phone: '13800005678' }, looked: ['phone'] })
  await close(page)
})

test('A doubtful value that need not be typed first is chosen by a digit', async () => {
  const doubtful = { fields: { address: { state: 'doubtful', value: '某某区东坡村12号', candidates: ['某某区东埔村12号', '某某区东坡村12号'], doubts: [{ code: 'address.engines_differ', words: '两次识读不同，且有字辨认不清' }] } } }
  const page = await openLetter(withLetter(doubtful))
  assert.equal(await page.locator('.fact.active .candidates button').count(), 2)
  await sound(page, 'letter_candidates')
  await page.keyboard.press('2')
  assert.match(await focused(page), /要素已核/)
  await kept(page)
  assert.equal(house.letters.A000041.fields.find((one) => one.name === 'address').value, '某某区东埔村12号')
  await close(page)
})

test('What engines read alike says so, what was changed before is told, and what the letter names beside it is listed', async () => {
  const told = { fields: { applicant: { readings: [{ engine: 'a', value: '林阿明' }, { engine: 'b', value: '林阿明' }], history: [{ before: '林阿朋', after: '林阿明', by: '王某', at: Date.UTC(2026, 10, 22, 1, 0) }] } }, more: { attachments: ['身份证复印件一份', '照片三张'], amounts: ['42000'], urgent_words: ['跳楼'], urgent: [{ category: '自伤轻生', words: ['跳楼'] }] } } // prettier-ignore
  const page = await openLetter(withLetter(told))
  assert.match(await page.textContent('.fact >> nth=1'), /两次识读一致/)
  assert.match(await page.textContent('.urgent'), /自伤轻生（跳楼）/)
  assert.match(await page.textContent('.facts'), /所附材料：身份证复印件一份；照片三张.*信中金额（元）：42000/s)
  await page.keyboard.press('ArrowDown')
  await page.locator('.fact >> nth=1').focus()
  await page.waitForSelector('details')
  assert.match(await page.textContent('details'), /改动 1 次.*王某 11-22 09:00：“林阿朋”改为“林阿明”/s)
  await sound(page, 'letter_history')
  await close(page)
})

test('Blank pages are folded away under their number, shown again by H, and are never the page a letter opens at', async () => {
  const page = await openLetter((h) => {
    withLetter()(h)
    const { A000041 } = h.letters
    const [first] = A000041.pages
    A000041.pages = ['blank', 'page', 'blank'].map((kind, i) => ({ ...first, id: 7 + i, n: i + 1, kind }))
  })
  const names = () => page.locator('.strip button:not(.fold) .unseen').allTextContents()
  assert.deepEqual(await names(), ['第 2 页'])
  assert.equal(await page.getAttribute('.strip button >> nth=0', 'aria-current'), 'page')
  assert.match(await page.textContent('.strip .fold'), /^空白页 2/)
  await sound(page, 'letter_blanks')
  await page.keyboard.press('h')
  assert.deepEqual(await names(), ['第 1 页', '第 2 页', '第 3 页'])
  await page.click('.strip button >> nth=0')
  await sound(page, 'letter_blanks_shown')
  await page.click('.strip .fold')
  assert.deepEqual(await names(), ['第 1 页', '第 2 页'], 'the page that is being looked at stays')
  await close(page)
})

test('A letter of a tray that is two is parted where its page is, and laid together again by undo; a confirmed one offers neither', async () => {
  let whole
  const page = await openLetter((h) => {
    withLetter()(h)
    const letter = h.letters.A000041
    letter.pages = [1, 2, 3].map((n) => ({ ...letter.pages[0], id: 6 + n, n, kind: 'page' }))
    letter.cut = { understood: true, before: 'A000040' }
    whole = { ...letter }
    h.answers['POST /arrivals/A000041/recut'] = (url, body) => [200, { letter: (h.letters.A000041 = { ...whole, pages: whole.pages.slice(0, body.after) }), other: 'A000055' }]
    h.answers['POST /arrivals/A000055/recut'] = () => [200, { letter: (h.letters.A000041 = whole), other: 'A000055' }]
  })
  assert.equal(await page.getAttribute('.recut button >> nth=0', 'aria-disabled'), 'true', 'a letter begins on its first page')
  await page.click('.strip button >> nth=1')
  assert.match(await page.textContent('.recut'), /从第 2 页起另成一封.*并入前一封 A000040/s)
  await sound(page, 'letter_recut')
  await page.click('.recut button >> nth=0')
  await page.waitForSelector('.notices:has-text("A000055")')
  assert.equal(await page.locator('.strip button').count(), 0)
  assert.deepEqual(sentTo('recut').map((one) => one.body), [{ after: 1 }])
  await page.click('.notices button:has-text("撤销")')
  await page.waitForFunction(() => document.querySelectorAll('.strip button').length === 3)
  assert.deepEqual(house.seen.find((one) => one.path === '/arrivals/A000055/recut').body, { into: 'A000041' })
  await close(page)
  const other = await openLetter(withLetter())
  assert.equal(await other.locator('.recut').count(), 0)
  await close(other)
})
