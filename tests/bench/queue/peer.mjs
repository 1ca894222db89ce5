/** What the peers' scripts share: the address, lines in and lines out, and the clock of a run. */
import { createInterface } from 'node:readline'

/** postgresql://user@/database?host=folder, as libpq reads it and the drivers of node do not. */
export function addressOf(text) {
  const [, user, database, host] = /^postgresql:\/\/([^@]+)@\/([^?]+)\?host=(.+)$/.exec(text)
  return { user, database, host }
}

/** Answers each line with what `acts[what]` gives; ends with the input. */
export async function serve(acts, end) {
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line)
    const answer = (await acts[order.what](order)) ?? {}
    process.stdout.write(JSON.stringify({ a_second: 0, p50: 0, p99: 0, ...answer }) + '\n')
  }
  await end()
  process.exit(0)
}

/** Counts jobs from the first on; `over` is kept when the time is over or most of the backlog is gone. */
export class Tally {
  constructor(seconds, most) {
    this.seconds = seconds
    this.most = most
    this.done = 0
    this.over = new Promise((resolve) => (this.finish = resolve))
  }
  begin() {
    this.start ??= performance.now()
  }
  add(count) {
    this.begin()
    this.done += count
    if (this.ended()) this.finish()
  }
  ended() {
    return this.done >= this.most || (this.start !== undefined && performance.now() - this.start > this.seconds * 1000)
  }
  /** Call when everything that was done is in the database. */
  result() {
    return { a_second: this.done / ((performance.now() - this.start) / 1000) }
  }
}

/** How many more of either kind a backlog needs; half of a million is due tomorrow, first in rank. */
export class Backlog {
  ready = 0
  tomorrow = 0
  missing(backlog) {
    const half = backlog >= 1_000_000 ? backlog / 2 : 0
    const need = { tomorrow: Math.max(0, half - this.tomorrow), ready: Math.max(0, backlog - half - this.ready) }
    this.tomorrow += need.tomorrow
    this.ready += need.ready
    return need
  }
}

export const thousands = function* (count) {
  for (; count > 0; count -= 1000) yield Math.min(count, 1000)
}
export const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000)
