/** Brings a letter and its matter to where a measurement begins, as the pages of its people would ask the server. Nothing tested is done this way. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LETTERS, until } from './desks_house.mjs'
import { claims, facts } from './desks_story.mjs'

let deliveries = 0

/** Delivers the files of a fixture letter; the name of its arrival. */
export async function deliver(house, name) {
  const page = await house.at('mailroom-1')
  const { csrf } = await house.ask('mailroom-1', '/session')
  let first = ''
  for (const file of readdirSync(join(LETTERS, name)).filter((one) => !one.endsWith('.json')).sort()) {
    const headers = { 'X-CSRF-Token': csrf, 'Idempotency-Key': `delivery-${++deliveries}`, 'X-File-Name': file, 'Content-Type': 'application/octet-stream' }
    const answer = await page.request.fetch(`${house.base}/api/v1/uploads`, { method: 'POST', headers, data: readFileSync(join(LETTERS, name, file)) })
    assert.ok(answer.ok(), `${file}: ${answer.status()} ${await answer.text()}`)
    first ||= (await answer.json()).id
  }
  return first
}

/** Waits until this letter is read and says what stands in it. */
export const readLetter = (house, id) =>
  until(`${id} is read`, async () => {
    const letter = await house.ask('mailroom-1', `/arrivals/${id}`)
    return letter.row.state === 'in_progress' ? null : letter
  }, 180)

/** Registers a letter with the facts of the story; the number of its case. */
export async function register(house, id) {
  const { version } = await readLetter(house, id)
  const kept = await house.send('mailroom-1', 'POST', `/arrivals/${id}/verify`, { version, fields: facts, claims })
  return kept.case
}

/** One act of this person on the newest version of the matter, and on its newest text where the act is about one. */
export async function act(house, who, number, name, input = {}) {
  const { version, rounds } = await house.ask('clerk-1', `/cases/${number}`)
  const onText = name === 'sign_off' || name === 'approve' ? { input: { text: rounds.at(-1).text }, password: house.password(who) } : { input }
  return await house.send(who, 'POST', `/cases/${number}/acts`, { act: name, version, ...onText })
}

/** Upholds every finding nobody has answered. */
export async function answerAll(house, who, number) {
  const { findings } = await house.ask('clerk-1', `/cases/${number}`)
  for (const { key, answers } of findings) {
    if (answers.length === 0) await house.send(who, 'POST', `/cases/${number}/answers`, { key, verdict: 'uphold', reason: '已核对原件，符合实际。' })
  }
}
