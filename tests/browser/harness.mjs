/**
 * A real Chromium for the tests of the pages: launch, sign in, count presses and clicks, run axe, look. Plain Node; the driver and axe come from
 * `web/node_modules`. `DOCKET_CHROMIUM` names another browser.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const fromWeb = createRequire(join(root, 'web/package.json'))
const { chromium } = fromWeb('playwright-core')
const axeSource = readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8')

const AXE_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
export const DESK = { width: 1366, height: 625 }
export const LAPTOP = { width: 1280, height: 600 }
export const PHONE = { width: 360, height: 740 }
/** Where the pages must fit without scrolling sideways. */
export const SCREENS = [DESK, LAPTOP, PHONE]

/** Chromium without the window nobody looks at; the whole browser where that is all there is. */
export function browserPath() {
  const paths = process.env.DOCKET_CHROMIUM ? [process.env.DOCKET_CHROMIUM] : ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
  return paths.find((path) => existsSync(path)) ?? null
}

/** The browser. As root Chromium refuses its sandbox; nobody else goes without it. */
export async function launch() {
  const path = browserPath()
  assert.ok(path, 'no Chromium: install the package chromium-headless-shell, or name one in DOCKET_CHROMIUM')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: path, args: [...args, '--disable-gpu', '--font-render-hinting=none'] })
}

/**
 * A page that fails the test when a script throws, the content policy refuses something, or the console carries an error. `quiet` lists what a
 * test provokes on purpose, e.g. answers with a status of refusal; `state` are the cookies of another window.
 */
export async function openPage(browser, { base, size = DESK, quiet = [], touch = false, state } = {}) {
  const context = await browser.newContext({ baseURL: base, viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: touch, storageState: state })
  const page = await context.newPage()
  const faults = []
  const known = (text) => quiet.some((pattern) => pattern.test(text))
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !known(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.faults = faults
  return page
}

export function assertQuiet(page) {
  assert.deepEqual(page.faults, [])
}

export async function signIn(page, user, password, to = '/') {
  await page.goto(`/login?to=${encodeURIComponent(to)}`)
  await page.fill('[name=user]', user)
  await page.fill('[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  await page.waitForSelector('main')
}

/** What the hand is on: the words of the element that holds the focus, and nothing where no element does. */
export const focused = (page) => page.evaluate(() => (document.activeElement === document.body ? '' : (document.activeElement?.textContent?.trim() ?? '')))
/** Waits until the hand is on what says `words`. The body says everything and holds nothing. */
export const held = (page, words) => page.waitForFunction((wanted) => document.activeElement !== document.body && document.activeElement?.textContent?.includes(wanted), words)

/**
 * Counts what the hand does. `keys.press('Enter')` and `keys.click(selector)` each count one; `keys.type('张')` counts one for each character,
 * `keys.name('张某某')` nothing, for goals that say "and the name".
 */
export function counting(page) {
  const hand = {
    presses: 0,
    clicks: 0,
    get total() {
      return hand.presses + hand.clicks
    },
    async press(key) {
      hand.presses++
      await page.keyboard.press(key)
    },
    async type(text) {
      hand.presses += Array.from(text).length
      await page.keyboard.type(text)
    },
    async name(text) {
      await page.keyboard.type(text)
    },
    async click(selector) {
      hand.clicks++
      await page.click(selector)
    },
    async tap(selector) {
      hand.clicks++
      await page.tap(selector)
    },
  }
  return hand
}

/** Runs axe over the page (or one part of it) and fails with what a person can mend. */
export async function assertAccessible(page, where, selector) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource) // once a document
  const violations = await page.evaluate(
    async ([rules, within]) => {
      const target = within ? document.querySelector(within) : document
      const result = await globalThis.axe.run(target, { runOnly: rules, resultTypes: ['violations'], preload: false })
      return result.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} — ${node.failureSummary.split('\n').slice(1).join(' ').slice(0, 240)}`))
    },
    [AXE_RULES, selector],
  )
  assert.equal(violations.length, 0, `axe: ${where}\n${violations.slice(0, 8).join('\n')}`)
}

/** Nothing stands out sideways: neither the document nor the frame's main area scrolls across. */
export async function assertNoSidewaysScroll(page, where) {
  const wide = await page.evaluate(() => {
    const boxes = [document.scrollingElement, document.querySelector('main')].filter(Boolean)
    if (boxes.every((box) => box.scrollWidth <= box.clientWidth)) return []
    const edge = document.documentElement.clientWidth
    const scrolls = (element) => {
      for (let at = element.parentElement; at && at.tagName !== 'MAIN'; at = at.parentElement) if (/(auto|scroll|hidden)/.test(getComputedStyle(at).overflowX)) return true
      return false
    }
    return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > edge + 1 && !scrolls(element)).slice(0, 5).map((element) => element.outerHTML.slice(0, 140))
  })
  assert.deepEqual(wide, [], `scrolls sideways: ${where}`)
}

/** Whether what has the focus can be seen to have it, and is not under a bar. */
async function focusState(page) {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    const holder = element.closest('.search') // the search field's own box is lit
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1)
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)
    const top = document.elementFromPoint(x, y)
    const covered = box.width > 2 && !(top && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element)))
    element.dataset.walked ??= String(document.querySelectorAll('[data-walked]').length)
    return { id: element.dataset.walked, ring: ring || Boolean(holder), covered, html: element.outerHTML.slice(0, 140) }
  })
}

/** Walks with Tab until the page is left or the walk comes round; fails on a trap, an unseen focus, or one hidden under a bar. */
export async function assertKeyboardWalk(page, where, limit = 400) {
  await page.evaluate(() => {
    document.querySelectorAll('[data-walked]').forEach((element) => delete element.dataset.walked)
    document.body.tabIndex = -1 // the walk starts at the top, wherever the page put the focus
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const seen = []
  for (let step = 0; step < limit; step++) {
    await page.keyboard.press('Tab')
    const state = await focusState(page)
    if (!state || (seen.length > 0 && state.id === seen[0])) return seen.length
    assert.notEqual(state.id, seen[seen.length - 1], `${where}: the focus does not leave ${state.html}`)
    assert.ok(state.ring, `${where}: no visible focus on ${state.html}`)
    assert.ok(!state.covered, `${where}: the focus is hidden on ${state.html}`)
    seen.push(state.id)
  }
  assert.fail(`${where}: the walk does not end after ${limit} steps`)
}

/** What an input method sends while a word is being composed: none of it may act. */
export async function composeEnter(page) {
  await page.evaluate(() => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))
    target.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
  })
}

/** A picture into `build/browser/`, for people to look at; drawn only with DOCKET_PICTURES=1. */
export async function picture(page, name, options = {}) {
  if (process.env.DOCKET_PICTURES !== '1') return
  const folder = join(root, 'build/browser')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, ...options })
}
