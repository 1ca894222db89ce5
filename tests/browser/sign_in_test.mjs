/**
 * Who gets in, on a whole docket: setting up a second factor and signing in with it, codes on paper, a role that must have one, and a disabled person's
 * open page. Needs `web/dist` (`npm run build` in `web/`). The codes are computed here, as a telephone would.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse, program, SCREEN } from './desks_house.mjs'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, openPage, PHONE, picture } from './harness.mjs'

const QUIET = [/status of (401|403|429)/]
const STEP_MS = 30_000
const MAIL = 'mailroom-1'
const CLERK = 'clerk-1'
const LEADER = 'leader-1'

let house
before(async () => {
  house = await openHouse({ prepare: (data) => appendFileSync(join(data, 'docket.properties'), 'sign_in.second_factor = leader\n'), work: false })
})
after(async () => await house?.close())

const docket = (...words) => execFileSync(program, [...words, '--data', house.data], { encoding: 'utf8' })

/** RFC 6238 over a secret as the page shows it. */
function codeAt(secret, ms) {
  const bits = [...secret.replace(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(ms / STEP_MS)))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The server's time, which a demo folder shifts; pages are told it by `changes`. */
let ahead = null
async function now() {
  ahead ??= (await house.ask(MAIL, '/changes')).now - Date.now()
  return Date.now() + ahead
}
/** A code that nobody used: of the present step, or of the next one where the present is used up. */
const used = new Set()
async function fresh(secret) {
  for (const at of [0, STEP_MS]) {
    const code = codeAt(secret, (await now()) + at)
    if (!used.has(secret + code)) {
      used.add(secret + code)
      return code
    }
  }
  const into = (await now()) % STEP_MS
  await new Promise((resolve) => setTimeout(resolve, STEP_MS - into + 500))
  return fresh(secret)
}

async function atTheDoor(who, password = house.password(who)) {
  const page = await openPage(house.browser, { base: house.base, size: SCREEN, quiet: QUIET })
  await page.goto('/login?to=%2Fregister')
  await page.fill('[name=user]', who)
  await page.fill('[name=password]', password)
  await page.keyboard.press('Enter')
  return page
}
const codeBox = '[name=code]'
const paths = (page) => new URL(page.url()).pathname

async function enrol(page, who) {
  await page.getByRole('button', { name: '开始设置' }).click()
  await page.waitForSelector('.secret')
  const secret = await page.locator('.secret').textContent()
  assert.match(secret, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  await picture(page, `second-factor-${who}-secret`)
  await assertAccessible(page, 'the secret')
  await page.fill(codeBox, '000000')
  await page.fill('[name=password]', house.password(who))
  await page.keyboard.press('Enter')
  await page.getByText('动态码不对或已用过').waitFor()
  await page.fill(codeBox, await fresh(secret))
  await page.keyboard.press('Enter')
  await page.waitForSelector('ol.paper li')
  const paper = await page.locator('ol.paper li').allTextContents()
  assert.equal(new Set(paper).size, 10)
  await picture(page, `second-factor-${who}-paper`)
  await assertAccessible(page, 'the codes on paper')
  await assertNoSidewaysScroll(page, 'the codes on paper')
  await page.getByRole('button', { name: '已经收好，继续' }).click()
  return { secret, paper }
}

test('A clerk sets up a second factor and signs in with a code, each accepted once, or one from paper', async () => {
  const first = await house.window(CLERK, '/second-factor', { quiet: QUIET })
  await first.getByRole('button', { name: '开始设置' }).waitFor()
  await picture(first, 'second-factor-off')
  const { secret, paper } = await enrol(first, CLERK)
  await first.waitForURL((url) => url.pathname === '/')
  await first.goto('/second-factor')
  await first.getByText('纸上的备用码还剩 10 个').waitFor()
  await picture(first, 'second-factor-on')
  await assertAccessible(first, 'a factor that is set')
  await assertKeyboardWalk(first, 'a factor that is set')

  const page = await atTheDoor(CLERK)
  await page.waitForSelector(codeBox)
  assert.equal(await page.evaluate(() => document.activeElement.name), 'code')
  assert.equal(await page.getAttribute(codeBox, 'autocomplete'), 'one-time-code')
  await picture(page, 'sign-in-code')
  await assertAccessible(page, 'the code step')
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await page.getByText('请等手机上换了新的再输').waitFor()
  await picture(page, 'sign-in-code-wrong')
  assert.equal(paths(page), '/login')
  const code = await fresh(secret)
  await page.fill(codeBox, code)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/register')

  const again = await atTheDoor(CLERK)
  await again.waitForSelector(codeBox)
  await again.keyboard.type(code)
  await again.keyboard.press('Enter')
  await again.getByText('请等手机上换了新的再输').waitFor()
  await again.fill(codeBox, paper[0])
  await again.keyboard.press('Enter')
  await again.waitForURL((url) => url.pathname === '/register')

  const spent = await atTheDoor(CLERK)
  await spent.waitForSelector(codeBox)
  await spent.keyboard.type(paper[0])
  await spent.keyboard.press('Enter')
  await spent.getByText('请等手机上换了新的再输').waitFor()
  await spent.getByRole('button', { name: '换一个用户登录' }).click()
  assert.equal(await spent.inputValue('[name=password]'), '')
  for (const each of [first, page, again, spent]) {
    assertQuiet(each)
    await each.context().close()
  }

  docket('user', 'reset', CLERK, '--keep-totp')
  assert.match(docket('user', 'list'), /clerk-1 .*动态码/)
  docket('user', 'reset', CLERK)
  assert.doesNotMatch(docket('user', 'list'), /clerk-1 .*动态码/)
})

test('Whoever guesses codes is told how long to wait, and the seconds run down', async () => {
  const page = await house.window(MAIL, '/second-factor', { quiet: QUIET })
  await enrol(page, MAIL)
  const door = await atTheDoor(MAIL)
  await door.waitForSelector(codeBox)
  for (let i = 0; i < 8; i++) {
    await door.fill(codeBox, '000000')
    await door.keyboard.press('Enter')
    if (await Promise.race([door.getByText(/请等 \d+ 秒/).waitFor().then(() => true), door.getByText('换了新的再输').waitFor().then(() => false)])) break
  }
  await door.getByText(/请等 \d+ 秒/).waitFor()
  await picture(door, 'sign-in-throttled')
  await door.getByText(/请等 \d+ 秒/).waitFor({ state: 'detached', timeout: 90_000 })
  await page.context().close()
  await door.context().close()
})

test('A leader, of whom it is demanded, is led to set it up before anything else, also on a phone', async () => {
  const page = await openPage(house.browser, { base: house.base, size: PHONE, quiet: QUIET })
  await page.goto('/login?to=%2Fapprove')
  await page.fill('[name=user]', LEADER)
  await page.fill('[name=password]', house.password(LEADER))
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/second-factor')
  await page.getByText('您的岗位须用动态码登录').waitFor()
  await assertNoSidewaysScroll(page, 'on a phone')
  await page.goto('/register')
  await page.waitForURL((url) => url.pathname === '/second-factor')
  const refused = await page.request.get(`${house.base}/api/v1/tasks`)
  assert.equal((await refused.json()).code, 'access.second_factor_must')
  await page.goto('/second-factor?to=%2Fapprove')
  await enrol(page, LEADER)
  await page.waitForURL((url) => url.pathname === '/approve')
  assertQuiet(page)
  await page.context().close()
})

test('The open page of a disabled person falls to the sign-in, and stays as it was when enabled again', async () => {
  const page = await house.window('clerk-2', '/register', { quiet: QUIET })
  await page.waitForSelector('h1')
  docket('user', 'disable', 'clerk-2')
  await page.getByText('请重新登录后继续，本页内容还在。').waitFor({ timeout: 20_000 }) // nobody pressed anything
  await picture(page, 'disabled')
  assert.equal((await page.request.get(`${house.base}/api/v1/tasks`)).status(), 401)
  await page.fill('dialog [name=password]', house.password('clerk-2'))
  await page.keyboard.press('Enter')
  await page.getByText('用户名或口令不对').waitFor()
  docket('user', 'enable', 'clerk-2')
  await page.fill('dialog [name=password]', house.password('clerk-2'))
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.equal(paths(page), '/register')
  assertQuiet(page)
  await page.context().close()
})

test('A person whose role is changed is asked to sign in anew', async () => {
  const page = await house.window('clerk-2', '/register', { quiet: QUIET })
  const file = join(house.folder, 'people.json')
  writeFileSync(file, JSON.stringify({ people: [{ id: 'clerk-2', name: '黄雅婷', role: 'mailroom' }] }))
  docket('people', '--import', file)
  await page.getByText('请重新登录后继续，本页内容还在。').waitFor({ timeout: 20_000 })
  await page.context().close()
})
