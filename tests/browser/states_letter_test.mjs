/** 信件核校: the way of the hand through a letter in a real Chromium, state by state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counting, focused } from './harness.mjs'
import { at, close, DOUBTFUL, house, inWindow, kept, KEY_FIRST, NEXT, openLetter, paper, sentTo, sound, withLetter } from './mail_bench.mjs'
import { arrivals, SIX_DOUBTS } from './mail_fixture.mjs'
import { slowness } from './pace.mjs'

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
  const took = Date.now() - pressed
  assert.ok(took < 1500 * (took < 1500 ? 1 : await slowness(page)), `${took} ms`)
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
  await kept(page)
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
  await kept(page)
  assert.match(sentTo('fields').at(-1).body.lines.at(-1).text, /12号。补$/)
  await close(page)
})

test('What was confirmed is with the server a second later and shows by whom', async () => {
  const doubtful = { fields: { applicant: { state: 'doubtful', doubts: [{ code: 'x', words: '一个字不清' }] } } }
  const page = await openLetter(withLetter(doubtful))
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.saved', { timeout: 8000 })
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
  await page.waitForSelector('.save.saved', { timeout: 8000 })
  await page.keyboard.press('z')
  assert.match(await page.textContent('.fact >> nth=1'), /存疑.*林阿朋/s)
  await page.keyboard.press('Enter')
  await kept(page)
  assert.equal(house.letters.A000041.fields[1].value, '林阿朋')
  await close(page)
})
