/**
 * A whole docket for the tests of the desks: a demo folder of its own, the accounts of its people, the server with its pages, and one browser
 * window for each person, opened when first asked for. `DOCKET_PROGRAM` names the program; without it, that of the dev build.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, openPage, root, signIn } from './harness.mjs'

export const program = process.env.DOCKET_PROGRAM ?? join(root, 'build/dev/pipeline/app/docket')
export const LETTERS = join(root, 'fixtures/letters')
/** 1366×768 with the browser's own bars is what an office has; pictures show the page as a whole screen. */
export const SCREEN = { width: 1366, height: 768 }

/** A refusal that a test provokes is a line in the browser's console and no fault of the page. */
const REFUSALS = [/status of (401|403|404|409|410|422)/]

async function listening(child) {
  let heard = ''
  return await new Promise((resolve, reject) => {
    const hear = (piece) => {
      heard += piece
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(heard)
      if (found) resolve(`http://127.0.0.1:${found[1]}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => reject(new Error(`docket serve ended with ${code}: ${heard}`)))
  })
}

/** `prepare` may change the data folder before the server opens it; without `work` nothing that is delivered is opened or read. */
export async function openHouse({ prepare = () => {}, work = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'docket-desks-'))
  const data = join(folder, 'data')
  execFileSync(program, ['init', '--demo', '--data', data])
  const accounts = JSON.parse(execFileSync(program, ['user', 'demo', '--json', '--data', data], { encoding: 'utf8' }))
  prepare(data)
  // Without the models of the second engine: what these tests type and confirm is what Tesseract leaves in doubt, wherever they run.
  const env = { ...process.env, DOCKET_MODELS: folder }
  const server = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0', '--web', join(root, 'web/dist'), ...(work ? [] : ['--no-work'])], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const base = await listening(server)
  const browser = await launch()
  const windows = new Map()
  let keys = 0

  /** The password of a person of the demo. */
  const password = (who) => accounts.find((one) => one.person === who).password

  /** A new window in which this person is signed in and stands at `to`. */
  async function window(who, to = '/', options = {}) {
    const page = await openPage(browser, { base, size: SCREEN, quiet: REFUSALS, ...options })
    await signIn(page, who, password(who), to)
    return page
  }
  /** This person's own window, which stays signed in for the whole run. */
  async function at(who, to) {
    if (!windows.has(who)) windows.set(who, await window(who, to ?? '/'))
    else if (to) await windows.get(who).goto(to)
    return windows.get(who)
  }
  /** What the server answers this person, to know what to expect; nothing is done this way. */
  async function ask(who, path) {
    const page = await at(who)
    const answer = await page.request.get(`${base}/api/v1${path}`)
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
    return await answer.json()
  }
  /** Brings a matter to where a test begins, as this person's page would; what is tested is clicked. */
  async function send(who, method, path, body) {
    const page = await at(who)
    const { csrf } = await ask(who, '/session')
    keys++
    const answer = await page.request.fetch(`${base}/api/v1${path}`, { method, data: body, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': `desks-test-${keys}` } })
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
    return await answer.json()
  }
  async function close() {
    await browser.close()
    server.kill('SIGTERM')
    await new Promise((resolve) => (server.exitCode === null ? server.on('exit', resolve) : resolve()))
    rmSync(folder, { recursive: true, force: true })
  }
  /** Milliseconds of processor the server has had since it started: what it needs, however busy the machine is. */
  function worked() {
    const threads = `/proc/${server.pid}/task`
    return readdirSync(threads).reduce((all, one) => all + Number(readFileSync(join(threads, one, 'schedstat'), 'utf8').split(' ')[0]), 0) / 1e6
  }
  return { base, browser, data, folder, worked, password, window, at, ask, send, close }
}

/** Waits until what `look` finds is there; says `what` when it never comes. */
export async function until(what, look, seconds = 60) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    assert.ok(Date.now() < end, `not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** A picture for the handbook, drawn only when asked for. */
export async function portrait(page, name, options = {}) {
  if (process.env.DOCKET_PICTURES !== '1') return
  const folder = join(root, 'docs/pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `desk-${name}.png`), ...options })
}
