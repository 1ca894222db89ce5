/** pg-boss: fetch and complete in a loop, or its worker with full batches one after the other. */
import { PgBoss } from 'pg-boss'
import { addressOf, Backlog, serve, Tally, thousands, tomorrow } from './peer.mjs'

const boss = new PgBoss({ ...addressOf(process.argv[2]), max: 24, supervise: false, schedule: false })
boss.on('error', () => {})
await boss.start()
await boss.createQueue('noop')
const backlog = new Backlog()

async function put(count, more) {
  for (const n of thousands(count)) await boss.insert('noop', Array.from({ length: n }, () => ({ data: {}, ...more })))
}
const loops = (count, turn) => Promise.all(Array.from({ length: count }, turn))

await serve(
  {
    async fill({ backlog: wanted }) {
      const need = backlog.missing(wanted)
      await put(need.tomorrow, { priority: 10, startAfter: tomorrow() })
      await put(need.ready, {})
      await boss.getDb().executeSql('ANALYZE')
    },
    async drain({ mode, connections, seconds, batch }) {
      const tally = new Tally(seconds, backlog.ready * 0.9)
      if (mode === 'loop') {
        tally.begin()
        await loops(connections, async () => {
          while (!tally.ended()) {
            const jobs = await boss.fetch('noop')
            if (jobs.length) await boss.complete('noop', jobs[0].id)
            tally.add(jobs.length)
          }
        })
      } else {
        const options = { batchSize: batch, localConcurrency: connections, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }
        await boss.work('noop', options, async (jobs) => {
          tally.begin()
          tally.add(jobs.length)
        })
        await tally.over
        await boss.offWork('noop', { wait: true })
      }
      backlog.ready -= tally.done
      return tally.result()
    },
    async enqueue({ connections, seconds, batch }) {
      const tally = new Tally(seconds, Infinity)
      tally.begin()
      await loops(connections, async () => {
        while (!tally.ended()) {
          if (batch === 1) await boss.send('noop', {})
          else await put(batch, {})
          tally.add(batch)
        }
      })
      return tally.result()
    },
  },
  () => boss.stop({ graceful: false }),
)
