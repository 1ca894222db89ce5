/** Chinese typed by an input method, as the browser itself gets it: what is being composed never acts, and what was composed arrives whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DRAFT, house, N, open, TASK } from './case_desk.mjs'
import { close, house as mailroom, openLetter, sentTo, withLetter } from './mail_bench.mjs'
import { problem } from './case_server.mjs'

/** Composes letter by letter, presses Enter in the middle as a hand does, and commits `text`. */
async function compose(page, text, spelled) {
  const wire = await page.context().newCDPSession(page)
  for (let n = 1; n <= spelled.length; n++) await wire.send('Input.imeSetComposition', { text: spelled.slice(0, n), selectionStart: n, selectionEnd: n })
  // The Enter that an input method takes: key code 229, and nothing of it is typed.
  const enter = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 }
  await wire.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
  await wire.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter, key: 'Enter' })
  await wire.send('Input.insertText', { text })
  await wire.detach()
}
const value = (page) => page.evaluate(() => document.activeElement.value)

test('A paragraph of the draft takes composed words whole and stays open', async (t) => {
  const page = await open(t, 'clerk', DRAFT)
  await page.getByRole('button', { name: '修改这一段 请求 1' }).click()
  await page.locator('textarea').waitFor()
  await page.keyboard.press('End')
  await compose(page, '并书面说明理由', 'bingshumian')
  assert.match(await value(page), /并书面说明理由$/)
  assert.doesNotMatch(await value(page), /bing/)
  assert.equal(await page.locator('textarea').count(), 1)
  await page.waitForFunction(() => document.body.textContent.includes('已存'))
  assert.match(house.sent('PUT /cases/{case}/form').at(-1).body.parts.claims[0], /并书面说明理由$/)
  assert.equal(house.sent('POST /cases/{case}/acts').length, 0)
  assert.equal(await page.locator('dialog[open]').count(), 0)
})

test('A field of a letter takes a composed name whole; only the Enter after it confirms', async () => {
  const page = await openLetter(withLetter({ fields: { applicant: { state: 'doubtful', value: '林阿朋', raw: '林阿朋' } } }))
  await page.keyboard.press('e')
  await page.keyboard.press('Control+A')
  await compose(page, '林阿明', 'linaming')
  assert.equal(await value(page), '林阿明')
  assert.equal(mailroom.seen.filter((one) => one.method !== 'GET').length, 0)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save.saved')
  assert.equal(sentTo('fields')[0].body.fields.applicant, '林阿明')
  await close(page)
})

for (const [role, path, key] of [['lawyer', TASK, 'Alt+t'], ['leader', `/approve/${N}`, 'n']]) {
  test(`The reason of a return by the ${role} takes composed words and is not sent while composing`, async (t) => {
    const page = await open(t, role, path)
    await page.locator('main img, .cards').first().waitFor()
    await page.keyboard.press(key)
    const reason = page.locator('dialog[open] textarea')
    await reason.waitFor()
    await reason.focus()
    await page.waitForTimeout(450) // from here the panel acts
    await compose(page, '请补充现场勘验', 'qingbuchong')
    assert.equal(await reason.inputValue(), '请补充现场勘验')
    assert.equal(house.sent('POST /cases/{case}/acts').length, 0)
    assert.equal(await page.locator('dialog[open]').count(), 1)
  })
}

test('The search of the register and the sign-in send nothing while a word is composed', async (t) => {
  const page = await open(t, 'clerk', '/register')
  await page.locator('.find input').focus()
  await compose(page, '张喆堃', 'zhangzhekun')
  assert.equal(await value(page), '张喆堃')
  assert.equal(house.sent('POST /searches').length, 0)
  await page.keyboard.press('Enter')
  await page.waitForURL(/search=/)
  assert.equal(house.sent('POST /searches').length, 1)
  house.on('GET /session', () => problem(401, 'auth.signed_out', '请登录'))
  await page.goto('/login')
  await page.locator('[name=user]').focus()
  await compose(page, '李某', 'limou')
  assert.equal(await value(page), '李某')
  assert.equal(house.sent('POST /session').length, 0)
})
