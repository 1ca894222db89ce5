/**
 * The weight of page pictures, and of a morning of letters: every page of the fixture letters through the server, and letters walked one after the
 * other in one window. `DOCKET_LETTERS` says how many are walked, 20 without it; `./run soak pages` walks 200. Needs `web/dist`.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deliver } from './desks_errands.mjs'
import { LETTERS, openHouse, program } from './desks_house.mjs'
import { letterOf, readingOf } from './mail_fixture.mjs'
import { at, close, paper } from './mail_bench.mjs'

const SCREEN_BYTES = 250 * 1024
const THUMB_BYTES = 12 * 1024
const WALKED = Number(process.env.DOCKET_LETTERS ?? 20)
const MEMORY_BYTES = 300 * 1024 * 1024
const KEPT_BYTES = 128 * 1024
const MB = 1024 * 1024

test('Every page of the fixture letters is at most 250 KB on the screen and 12 KB as a thumbnail', async (context) => {
  const house = await openHouse({ work: false })
  try {
    const names = readdirSync(LETTERS).filter((one) => readdirSync(join(LETTERS, one)).length > 1)
    for (const name of names) await deliver(house, name)
    execFileSync(program, ['work', '--queue', 'intake', '--until-idle', '--data', house.data])
    const heaviest = { screen: [0, ''], thumb: [0, ''] }
    let pages = 0
    for (const { id } of await allArrivals(house)) {
      for (const page of (await house.ask('mailroom-1', `/arrivals/${id}`)).pages) {
        pages++
        for (const size of ['screen', 'thumb']) {
          const answer = await (await house.at('mailroom-1')).request.get(`${house.base}${page.picture}?size=${size}`)
          assert.ok(answer.ok(), `${page.picture}: ${answer.status()}`)
          const { length } = await answer.body()
          if (length > heaviest[size][0]) heaviest[size] = [length, `${id} page ${page.n}`]
        }
      }
    }
    context.diagnostic(`${names.length} letters, ${pages} pages; heaviest ${JSON.stringify(heaviest)}`)
    assert.ok(pages >= names.length, `${pages} pages`)
    assert.ok(heaviest.screen[0] <= SCREEN_BYTES, `${heaviest.screen}`)
    assert.ok(heaviest.thumb[0] <= THUMB_BYTES, `${heaviest.thumb}`)
  } finally {
    await house.close()
  }
})

async function allArrivals(house) {
  const out = []
  for (;;) {
    const { rows, total } = await house.ask('mailroom-1', `/arrivals?view=all&limit=100&offset=${out.length}`)
    out.push(...rows)
    if (rows.length === 0 || out.length >= total) return out
  }
}

/** What the page's own process holds of memory, in bytes, and what of it is script, after everything unused is given back. */
async function memoryOf(page, wire, system) {
  await wire.send('HeapProfiler.collectGarbage')
  await page.waitForTimeout(300)
  await wire.send('HeapProfiler.collectGarbage')
  const { metrics } = await wire.send('Performance.getMetrics')
  const of = (name) => metrics.find((one) => one.name === name).value
  const { processInfo } = await system.send('SystemInfo.getProcessInfo')
  const held = processInfo.filter((one) => one.type === 'renderer').map((one) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one.id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024)
  return { script: of('JSHeapUsedSize'), nodes: of('Nodes'), process: Math.max(...held) }
}

test(`Memory stays under 300 MB and does not grow over ${WALKED} letters`, async (context) => {
  const name = (i) => `A${String(41 + i).padStart(6, '0')}`
  const page = await at(`/mail/letters/${name(0)}`, {
    wait: '.panes',
    arrange: (h) => {
      for (let i = 0; i <= WALKED; i++) {
        h.letters[name(i)] = letterOf(paper, name(i), { more: { ...(i > 0 && { previous: name(i - 1) }), ...(i < WALKED && { next: name(i + 1) }), position: i + 1 } })
        h.readings[name(i)] = readingOf(paper)
      }
    },
  })
  const wire = await page.context().newCDPSession(page)
  await wire.send('Performance.enable')
  const system = await page.context().browser().newBrowserCDPSession()
  const quarter = Math.floor(WALKED / 4)
  let early
  for (let i = 1; i <= WALKED; i++) {
    await page.locator('[data-stop="f:kind"]').waitFor()
    await page.keyboard.press(']')
    await page.waitForURL(`**/mail/letters/${name(i)}`)
    await page.getByText(name(i), { exact: true }).waitFor() // a handle to what is left behind would keep it
    if (i === quarter) early = await memoryOf(page, wire, system)
  }
  const late = await memoryOf(page, wire, system)
  const said = (one) => `${(one.process / MB).toFixed(0)} MB, of it script ${(one.script / MB).toFixed(1)}, ${one.nodes} nodes`
  context.diagnostic(`after ${quarter} letters ${said(early)}; after ${WALKED} ${said(late)}`)
  assert.ok(late.process > 0 && late.process <= MEMORY_BYTES, said(late))
  // What was fetched of a letter is kept for five minutes: it may cost so much a letter, and no element of its page.
  assert.ok(late.script - early.script <= KEPT_BYTES * (WALKED - quarter), `script grew from ${said(early)} to ${said(late)}`)
  assert.ok(late.nodes <= early.nodes + 500, `nodes grew from ${said(early)} to ${said(late)}`)
  await close(page)
})
