/**
 * The frame, the sign-in and every part in every state, in a real Chromium. Needs `web/dist-dev` (`npm run build:dev` in `web/`) for the page of all
 * parts, and `web/dist` (`npm run build`) for what is weighed and searched, because that ships.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, composeEnter, counting, DESK, launch, openPage, PHONE, picture, root, SCREENS, signIn } from './harness.mjs'
import { serve } from './static_server.mjs'

const dist = join(root, 'web/dist')
const withParts = join(root, 'web/dist-dev')
const KB = 1024
const counts = { tasks: 12, verify: 7, needs_person: 2, rejected: 1, reading: 1, register: 41, review_open: 6, review_mine: 3, approve: 4, overdue: 3, soon: 5 }
const about = { office: '某某区信访局', contact: '王某，分机 6123', demo: true, version: '1.0.0', today: '2026-11-22', today_words: '2026-11-22（星期日，休息日）', provider: '' }
const session = { person: { id: 'clerk-1', name: '李某', role: 'clerk' }, csrf: 'c5f', left_s: 1800, must_change_password: false, must_set_second_factor: false, about, counts }
const problem = (status, title, more = {}) => [status, { status, code: `test.${status}`, title, detail: '', mark: '8F3A', ...more }]

/** A server that knows one person; tests set `state` to make it refuse. */
const state = { signedIn: false, down: false, left: 1800, changes: 0, must: false }
function api(method, url, body) {
  const path = url.replace(/^\/api\/v1/, '').split('?')[0]
  if (state.down) return problem(503, '停机')
  if (path === '/about') return [200, about]
  if (path === '/session' && method === 'POST') {
    if (body.user === 'slow') return problem(429, '请稍候', { retry_after_s: 20 })
    state.signedIn = body.password === 'right'
    return state.signedIn ? [200, { ...session, must_change_password: state.must }] : problem(401, '不对')
  }
  if (path === '/session/password') return [200, session]
  if (!state.signedIn) return problem(401, '请登录')
  if (path === '/session') return method === 'DELETE' ? [204] : [200, session]
  if (path === '/changes') return [200, { n: ++state.changes, now: 1795400000000, left_s: state.left, gap: false, items: [], counts }]
  return problem(404, '没有')
}

let browser
let server
let shipped
before(async () => {
  server = await serve(withParts, api)
  shipped = await serve(dist, api)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await server?.close()
  await shipped?.close()
})

beforeEach(() => {
  Object.assign(state, { signedIn: false, down: false, left: 1800, must: false })
})

const GROUPS = ['states', 'lists', 'inputs', 'paper', 'case', 'widgets']
const refusals = [/status of (401|404|429|503)/]

async function ui(group, size = DESK) {
  const page = await openPage(browser, { base: server.base, size })
  await page.goto(`/dev/ui?part=${group}`)
  await page.waitForSelector('main .card')
  await page.waitForTimeout(400) // skeletons appear
  return page
}

for (const group of GROUPS) {
  test(`Parts of the group ${group} pass axe, also with every popup open`, async () => {
    const page = await ui(group)
    await assertAccessible(page, group)
    const openers = page.locator('main [aria-expanded="false"]:visible')
    for (let i = 0; i < (await openers.count()); i++) {
      const opener = openers.nth(i)
      const name = await opener.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent)
      await opener.click()
      await page.waitForTimeout(50)
      await assertAccessible(page, `${group}, open: ${name}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.mouse.click(2, 2)
    }
    assertQuiet(page)
    await page.context().close()
  })

  test(`Parts of the group ${group} can be walked by keyboard with the focus in view`, async () => {
    const page = await ui(group)
    const steps = await assertKeyboardWalk(page, group)
    assert.ok(steps >= 3, `${steps} steps`)
    assertQuiet(page)
    await page.context().close()
  })

  test(`Parts of the group ${group} fit every screen without sideways scroll`, async () => {
    const page = await ui(group, SCREENS[0])
    for (const size of SCREENS) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      await assertNoSidewaysScroll(page, `${group} at ${size.width}`)
      await picture(page, `ui-${group}-${size.width}`, { fullPage: true })
      if (size === PHONE) await assertAccessible(page, `${group} on a phone`)
    }
    await page.context().close()
  })
}

test('A panel passes axe, keeps the focus inside and gives it back', async () => {
  const page = await ui('states')
  for (const name of ['打开面板', '打开侧面板']) {
    await page.getByRole('button', { name }).click()
    await assertAccessible(page, name)
    for (let i = 0; i < 6; i++) await page.keyboard.press('Tab')
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'focus left the panel')
    await page.keyboard.press('Escape')
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name)
  }
  await page.getByRole('button', { name: '打开面板' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('dialog[open]').count(), 1, 'a second Enter acted')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await assertAccessible(page, 'key help')
  await page.context().close()
})

test('A list is walked, marked, sorted and opened by keys, and keeps its row and order in the address', async () => {
  const page = await ui('lists')
  const hand = counting(page)
  await page.locator('tbody tr').first().focus()
  await hand.press('j')
  await hand.press('x')
  await hand.press('j')
  await hand.press('j')
  await hand.press('Shift+X')
  assert.equal(await page.locator('.marked-bar b').textContent(), '已选 3 件')
  await hand.press('Enter')
  assert.match(await page.locator('p[role=status]').first().textContent(), /0004X/)
  assert.match(page.url(), /row=LX/)
  await page.getByRole('button', { name: '编号' }).first().click()
  await page.waitForURL(/sort=number/)
  assert.equal(hand.total, 6)
  await page.reload()
  await page.waitForSelector('tr.current')
  assert.equal(await page.locator('th[aria-sort=ascending]').textContent(), '编号↑')
  await page.context().close()
})

test('Doubts are settled by Enter, digits, typing and Space, and an input method settles none', async () => {
  const page = await ui('paper')
  await page.locator('[data-doubt]').first().focus()
  await composeEnter(page)
  assert.equal(await page.locator('[data-state=settled]').count(), 0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('1')
  assert.match(await page.locator('.text-line').nth(1).textContent(), /补偿/)
  await page.keyboard.press('Enter') // no candidate: opens the field instead of accepting
  await page.locator('input.fix').waitFor()
  await page.locator('input.fix').fill('处')
  await page.keyboard.press('Enter')
  await page.getByText('本页存疑已看完').waitFor()
  assert.match(await page.locator('.text-line').nth(2).textContent(), /的处理意见书/)
  await page.context().close()
})

test('A signature wants every item, the password and one deliberate press', async () => {
  const page = await ui('case')
  const step = page.locator('.sign').first()
  await step.getByText('检查单还有 1 项未答').waitFor()
  await step.locator('input[type=checkbox]').check()
  await step.locator('.go').click()
  await step.getByText('请输入口令').waitFor()
  await assertAccessible(page, 'sign: password missing')
  await step.locator('input[type=password]').fill('wrong')
  await step.locator('.go').click()
  await step.getByText('口令不对。').waitFor()
  await assertAccessible(page, 'sign: refused')
  await step.locator('input[type=password]').fill('right')
  await step.locator('.go').click()
  await step.getByText('回执').waitFor()
  await assertAccessible(page, 'sign: receipt')
  assert.equal(await page.locator('.sign').nth(1).locator('.go').getAttribute('aria-disabled'), 'true')
  await page.context().close()
})

test('The sign-in says what is missing, what is wrong, how long to wait, and goes to the wanted address', async () => {
  const page = await openPage(browser, { base: server.base, quiet: refusals })
  await page.goto('/nowhere?page=2')
  await page.waitForURL(/login/)
  await assertAccessible(page, 'sign-in')
  await picture(page, 'sign-in-1366')
  await page.getByRole('button', { name: /登录/ }).click()
  await page.getByText('请填写用户名。').waitFor()
  await assertAccessible(page, 'sign-in: missing')
  await page.fill('[name=user]', 'clerk-1')
  await page.fill('[name=password]', 'wrong')
  await page.keyboard.press('Enter')
  await page.getByText('用户名或口令不对').waitFor()
  state.down = true
  await page.keyboard.press('Tab')
  await page.fill('[name=password]', 'kept')
  await page.route('**/api/v1/session', (route) => route.abort())
  await page.locator('[name=password]').press('Enter')
  await page.getByText('没有连上服务器').waitFor()
  assert.equal(await page.inputValue('[name=password]'), 'kept')
  await page.unroute('**/api/v1/session')
  state.down = false
  await page.fill('[name=user]', 'slow')
  await page.locator('[name=password]').press('Enter')
  await page.getByText(/请等 \d+ 秒/).waitFor()
  await assertAccessible(page, 'sign-in: wait')
  await signIn(page, 'clerk-1', 'right', '/nowhere?page=2')
  assert.match(page.url(), /nowhere\?page=2/)
  await page.context().close()
})

test('A first sign-in asks for an own password before anything else', async () => {
  state.must = true
  const page = await openPage(browser, { base: server.base, quiet: refusals })
  await signIn(page, 'clerk-1', 'right', '/nowhere')
  await page.waitForURL(/password/)
  await assertAccessible(page, 'own password')
  await page.getByRole('button', { name: '更改口令' }).click()
  await page.getByText('请填写现在的口令').waitFor()
  for (const [i, words] of ['right', 'fresh words', 'fresh words'].entries()) await page.locator('input').nth(i).fill(words)
  await page.getByRole('button', { name: '更改口令' }).click()
  await page.waitForURL(/nowhere/)
  assertQuiet(page)
  await page.context().close()
})

test('The frame passes axe, walks, fits every screen, and helps with keys', async () => {
  for (const size of SCREENS) {
    const page = await openPage(browser, { base: server.base, size, quiet: [...refusals, /Failed to load resource/] })
    await signIn(page, 'clerk-1', 'right', '/nowhere')
    await page.getByText('演示数据').first().waitFor()
    await assertAccessible(page, `frame at ${size.width}`)
    await assertNoSidewaysScroll(page, `frame at ${size.width}`)
    await assertKeyboardWalk(page, `frame at ${size.width}`)
    await picture(page, `frame-${size.width}`)
    await page.getByRole('button', { name: /李某/ }).click()
    await assertAccessible(page, 'account menu')
    await picture(page, `account-${size.width}`)
    await page.keyboard.press('Escape')
    await page.context().close()
  }
})

test('A session that ends asks for sign-in over the page and leaves the page as it was', async () => {
  const page = await openPage(browser, { base: server.base, quiet: refusals })
  await signIn(page, 'clerk-1', 'right', '/nowhere')
  await page.evaluate(() => (document.title = 'as it was'))
  state.signedIn = false
  await page.getByText('请重新登录后继续').waitFor({ timeout: 12000 })
  await assertAccessible(page, 'sign-in over the page')
  await picture(page, 'sign-in-over')
  await page.fill('dialog [name=password]', 'right')
  await page.keyboard.press('Enter')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  assert.equal(await page.title(), 'as it was')
  await page.context().close()
})

test('A lost connection is said, and its return', async () => {
  const page = await openPage(browser, { base: server.base, quiet: refusals })
  await signIn(page, 'clerk-1', 'right', '/nowhere')
  state.down = true
  await page.getByText('已断线').waitFor({ timeout: 12000 })
  await assertAccessible(page, 'offline')
  state.down = false
  await page.getByText('已恢复，已更新').waitFor({ timeout: 12000 })
  state.left = 90
  await page.getByText('2 分钟后退出').waitFor({ timeout: 12000 })
  await assertAccessible(page, 'session ending')
  state.left = 1800
  await page.getByRole('button', { name: '继续工作' }).click()
  await page.context().close()
})

test('The built files use nothing that the oldest engine or plain http lacks, and load nothing from elsewhere', () => {
  const later = /:has\(|color-mix\(|@container|@layer|\.toSorted\(|Object\.groupBy|withResolvers|navigator\.(locks|clipboard)|crypto\.(subtle|randomUUID)|\beval\(|new Function\(/
  for (const name of readdirSync(join(dist, 'assets'))) {
    const text = readFileSync(join(dist, 'assets', name), 'utf8')
    // Vue's own chunk names newer methods only to pass calls through.
    if (!name.startsWith('framework-')) assert.ok(!later.test(text), `${name}: ${later.exec(text)?.[0]}`)
    if (name.endsWith('.css')) assert.doesNotMatch(text, /https?:|@import|@font-face/, name)
  }
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|\son\w+=|https?:/)
})

test('The page of all parts does not ship', async () => {
  for (const name of readdirSync(join(dist, 'assets'))) assert.doesNotMatch(readFileSync(join(dist, 'assets', name), 'utf8'), /dev\/ui|data-part/, name)
  const page = await openPage(browser, { base: shipped.base, quiet: refusals })
  await page.goto('/dev/ui')
  await page.getByLabel('用户名').waitFor()
  await page.context().close()
})

/** Bytes of what a page loads, compressed as on the wire. */
async function weigh(house, folder, path) {
  const page = await openPage(browser, { base: house.base, quiet: refusals })
  const seen = new Map()
  page.on('response', async (response) => {
    const name = new URL(response.url()).pathname
    if (/\.(js|css)$/.test(name)) seen.set(name, gzipSync(readFileSync(join(folder, name)), { level: 9 }).length)
  })
  if (path === '/login') await page.goto('/login')
  else await signIn(page, 'clerk-1', 'right', path)
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.context().close()
  const sum = (end) => [...seen].filter(([name]) => name.endsWith(end)).reduce((all, [, bytes]) => all + bytes, 0)
  return { js: sum('.js'), css: sum('.css') }
}

test('The sign-in loads at most 100 KB of script, a desk 260, styles 40', async (context) => {
  const door = await weigh(shipped, dist, '/login')
  const desk = await weigh(server, withParts, '/dev/ui')
  const sheets = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css'))
  const css = sheets.reduce((all, name) => all + gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length, 0)
  context.diagnostic(`sign-in ${(door.js / KB).toFixed(1)} KB, all parts ${(desk.js / KB).toFixed(1)} KB, styles in all ${(css / KB).toFixed(1)} KB`)
  assert.ok(door.js <= 100 * KB, `sign-in ${door.js}`)
  assert.ok(desk.js <= 260 * KB, `desk ${desk.js}`)
  assert.ok(css <= 40 * KB, `styles ${css}`)
})
