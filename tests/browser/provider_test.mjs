/**
 * Signing in through the organisation's provider of identities, a real one, in a real Chromium: an authorisation code with PKCE. Needs `web/dist`.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse, program, SCREEN } from './desks_house.mjs'
import { assertAccessible, assertKeyboardWalk, assertNoSidewaysScroll, assertQuiet, openPage, PHONE, picture } from './harness.mjs'
import { CLIENT, openProvider, SECRET, signInThere } from './identity_provider.mjs'

const NAME = '虚构统一身份平台'
// Refusals that are provoked; the typeface that the provider's own page asks for from elsewhere.
const QUIET = [/status of (401|403)/, /fonts\.googleapis/, /ERR_(FAILED|BLOCKED_BY_CLIENT)/]

let provider
let house
before(async () => {
  provider = await openProvider()
  house = await openHouse({
    work: false,
    prepare: (data) => {
      const secret = join(data, 'provider-secret')
      writeFileSync(secret, `${SECRET}\n`, { mode: 0o600 })
      const lines = [`sign_in.provider = ${provider.issuer}`, `sign_in.provider_client = ${CLIENT}`, `sign_in.provider_secret = ${secret}`, `sign_in.provider_name = ${NAME}`]
      appendFileSync(join(data, 'docket.properties'), `${lines.join('\n')}\n`)
    },
  })
  provider.serve(house.base)
})
after(async () => {
  await house?.close()
  await provider?.close()
})

const docket = (...words) => execFileSync(program, [...words, '--data', house.data], { encoding: 'utf8' })
const path = (page) => new URL(page.url()).pathname
const button = (page) => page.getByRole('button', { name: `用${NAME}登录` })

/** At docket's door, in a browser that knows nobody. */
async function atTheDoor(to = '/register', size = SCREEN) {
  const page = await openPage(house.browser, { base: house.base, size, quiet: QUIET })
  await page.route(/fonts\.googleapis/, (route) => route.abort())
  await page.goto(`/login?to=${encodeURIComponent(to)}`)
  await button(page).waitFor()
  return page
}
async function through(page, who) {
  await button(page).click()
  await signInThere(page, who)
}

test('Whoever is bound to a person comes in where he wanted to go, without a password of ours', async () => {
  const page = await atTheDoor()
  await picture(page, 'provider-door')
  await assertAccessible(page, 'the door')
  await assertKeyboardWalk(page, 'the door')
  await through(page, 'u-1001')
  await page.getByText('标识 u-1001 还没有对应到本系统的人员').waitFor()
  assert.equal(page.url(), `${house.base}/login/back`, 'the code does not stay in the address')
  await picture(page, 'provider-unbound')
  await assertAccessible(page, 'not bound')
  await page.getByRole('link', { name: '回到登录页' }).click()
  docket('user', 'bind', 'clerk-1', '--identity', 'u-1001')
  assert.match(docket('user', 'list'), /clerk-1 .*统一身份 u-1001/)
  await page.goto('/login?to=%2Fregister')
  await button(page).click() // known there by now
  await page.waitForURL((url) => url.pathname === '/register')
  const session = await (await page.request.get(`${house.base}/api/v1/session`)).json()
  assert.equal(session.person.id, 'clerk-1')
  const cookies = await page.context().cookies(house.base)
  const ours = cookies.find((one) => one.name === 'docket')
  assert.ok(ours.httpOnly && ours.sameSite === 'Strict')
  assertQuiet(page)
  await page.context().close()
})

test('An administrator binds the identity that the refused page shows, at the desk', async () => {
  const page = await house.window('admin-1', '/admin/people', { quiet: QUIET })
  await page.getByRole('row', { name: /leader-1|陈/ }).first().waitFor()
  await page.goto('/admin/people?open=leader-1')
  const field = page.getByLabel(`${NAME}的标识`)
  await field.fill('u-2002')
  await page.getByLabel('理由').fill('接入统一身份平台')
  await page.waitForTimeout(450) // a panel counts no press for its first 400 ms
  await picture(page, 'provider-person')
  await assertAccessible(page, 'the panel of a person')
  await page.getByRole('button', { name: '对应这个标识' }).click()
  await page.getByText('已对应。').waitFor()
  await page.goto('/admin/people?open=clerk-2')
  await field.fill('u-2002')
  await page.getByLabel('理由').fill('误填')
  await page.waitForTimeout(450)
  await page.getByRole('button', { name: '对应这个标识' }).click()
  await page.getByText('标识 u-2002 已对应到 leader-1').waitFor()
  const leader = await atTheDoor('/approve', PHONE)
  await assertNoSidewaysScroll(leader, 'the door on a phone')
  await through(leader, 'u-2002')
  await leader.waitForURL((url) => url.pathname === '/approve')
  await leader.context().close()
  await page.context().close()
})

test('A disabled person is out at once and the provider does not bring him back', async () => {
  docket('user', 'bind', 'mailroom-1', '--identity', 'u-3003')
  const page = await atTheDoor('/mail')
  await through(page, 'u-3003')
  await page.waitForURL((url) => url.pathname === '/mail')
  docket('user', 'disable', 'mailroom-1')
  await page.getByText('请重新登录后继续，本页内容还在。').waitFor({ timeout: 20_000 })
  await page.goto('/login')
  await button(page).click()
  await page.getByText('没有可用的账号').waitFor()
  docket('user', 'enable', 'mailroom-1')
  await page.context().close()
})

test('A page whose session ended goes on after signing in through the provider in another window', async () => {
  docket('user', 'bind', 'auditor-1', '--identity', 'u-4004')
  const page = await atTheDoor('/audit')
  await through(page, 'u-4004')
  await page.waitForURL((url) => url.pathname.startsWith('/audit'))
  docket('user', 'unbind', 'auditor-1') // whoever sits there signs in anew
  docket('user', 'bind', 'auditor-1', '--identity', 'u-4004')
  const link = page.getByRole('link', { name: `在新窗口用${NAME}登录` })
  await link.waitFor({ timeout: 20_000 })
  await picture(page, 'provider-over')
  await assertAccessible(page, 'signed out over a page')
  const [other] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await button(other).click()
  await other.waitForURL((url) => url.pathname === '/')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.ok(path(page).startsWith('/audit'))
  await page.context().close()
})

test('An answer nobody asked for, one used twice and a refusal let nobody in and say so', async () => {
  const page = await atTheDoor()
  await page.goto('/login/back')
  await page.getByText('这一页要从登录页的按钮过来').waitFor()
  await page.goto(`/login/back?code=abc&state=${'0'.repeat(64)}`)
  await page.getByText('不是从这个浏览器开始的').waitFor()
  await page.goto('/login')
  await button(page).click()
  await page.waitForSelector('[name=login]')
  await page.getByRole('link', { name: /cancel/i }).click()
  await page.getByText('没有让您登录').waitFor()
  await picture(page, 'provider-refused')
  assert.equal(path(page), '/login/back')
  assert.equal((await page.request.get(`${house.base}/api/v1/session`)).status(), 401)
  assertQuiet(page)
  await page.context().close()
})
