/** Every page on every screen an office has: nothing sideways, and the main button in view; the pages read on the way also on a phone and on a small one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DRAFT, house, inView, ISSUE, N, open, SMALL_PHONE, TASK } from './case_desk.mjs'
import { assertKeyboardWalk, assertNoSidewaysScroll, DESK, LAPTOP, PHONE } from './harness.mjs'
import { at, close, LETTER, NEXT, withLetter } from './mail_bench.mjs'
import { problem } from './case_server.mjs'
import { arrivals } from './mail_fixture.mjs'

const WIDE = { width: 1920, height: 1080 }
const SIGN = `/review/tasks/${N}/sign`
const PAGES = [
  ['clerk', '/register'],
  ['clerk', `/cases/${N}`, 'registered'],
  ['clerk', DRAFT],
  ['clerk', ISSUE, 'approved'],
  ['clerk', ISSUE, 'issued'],
  ['clerk', `/cases/${N}/papers/draft`],
  ['lawyer', '/review'],
  ['lawyer', `/review/claim/${N}`],
  ['lawyer', TASK],
  ['lawyer', SIGN],
  ['leader', '/approve'],
  ['leader', `/approve/${N}`],
]
const words = (path) => path.replace(N, 'N')

for (const [role, path, stage] of PAGES) {
  test(`${words(path)}${stage ? ` (${stage})` : ''} fits 1366, 1280 and 1920 wide and is walked by Tab with the focus seen`, async (t) => {
    const page = await open(t, role, path, { stage, size: DESK })
    for (const size of [LAPTOP, WIDE, DESK]) {
      await page.setViewportSize(size)
      await page.waitForFunction((width) => innerWidth === width, size.width)
      await assertNoSidewaysScroll(page, `${path} at ${size.width}`)
      if (await page.locator('[data-main]').count()) await inView(page, '[data-main]', `${path} at ${size.width}`)
    }
    assert.ok((await assertKeyboardWalk(page, path)) > 3)
  })
}

test('The letter station and the mailroom show their main button on a wide screen and a small laptop', async () => {
  for (const [path, arrange, wait, button] of [['/mail?view=all', (h) => (h.arrivals = arrivals()), 'tbody tr', '.acts .btn-main'], [LETTER, withLetter(NEXT), '.panes', '.acts [data-act]']]) {
    const page = await at(path, { arrange, wait, size: WIDE })
    for (const size of [WIDE, LAPTOP]) {
      await page.setViewportSize(size)
      await assertNoSidewaysScroll(page, `${path} at ${size.width}`)
      await inView(page, button, `${path} at ${size.width}`)
    }
    await close(page)
  }
})

test('The sign-in, and what a leader reads on the way, fit a phone and a small phone', async (t) => {
  for (const path of ['/approve', `/approve/${N}`]) {
    const page = await open(t, 'leader', path, { size: PHONE, touch: true })
    for (const size of [PHONE, SMALL_PHONE]) {
      await page.setViewportSize(size)
      await assertNoSidewaysScroll(page, `${path} at ${size.width}`)
      if (await page.locator('.bar [data-main]').count()) await inView(page, '.bar [data-main]', `${path} at ${size.width}`)
    }
  }
  const page = await at('/', { wait: 'tbody tr', size: PHONE })
  for (const size of [PHONE, SMALL_PHONE]) {
    await page.setViewportSize(size)
    await assertNoSidewaysScroll(page, `home at ${size.width}`)
  }
  await close(page)
  house.on('GET /session', () => problem(401, 'auth.signed_out', '请登录'))
  const door = await open(t, 'leader', '/approve', { size: WIDE, ready: '[name=password]' })
  for (const size of [WIDE, DESK, LAPTOP, PHONE, SMALL_PHONE]) {
    await door.setViewportSize(size)
    await assertNoSidewaysScroll(door, `sign-in at ${size.width}`)
    await inView(door, 'button[type=submit]', `sign-in at ${size.width}`)
  }
  assert.ok((await assertKeyboardWalk(door, 'sign-in')) >= 3)
})
