/** graphile-worker as its documentation runs it: by itself one job a turn, or with its local queue. */
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { addressOf, Backlog, serve, Tally, thousands, tomorrow } from './peer.mjs'

const pool = new pg.Pool({ ...addressOf(process.argv[2]), max: 24 })
pool.on('error', () => {})
const utils = await makeWorkerUtils({ pgPool: pool })
await utils.migrate()
const backlog = new Backlog()
const logger = new Logger(() => (level, message) => level === 'error' && console.error(message))

async function put(count, more) {
  for (const n of thousands(count))
    await utils.addJobs(Array.from({ length: n }, () => ({ identifier: 'noop', payload: {}, ...more })))
}

await serve(
  {
    async fill({ backlog: wanted }) {
      const need = backlog.missing(wanted)
      await put(need.tomorrow, { priority: -10, runAt: tomorrow() })
      await put(need.ready, {})
      await pool.query('ANALYZE')
    },
    async drain({ mode, connections, seconds, batch }) {
      const tally = new Tally(seconds, backlog.ready * 0.9)
      const local = { worker: { localQueue: { size: batch }, completeJobBatchDelay: 0 } }
      const runner = await run({
        pgPool: pool,
        concurrency: connections,
        noHandleSignals: true,
        logger,
        taskList: { noop: () => tally.add(1) },
        preset: mode === 'local' ? local : undefined,
      })
      await tally.over
      await runner.stop()
      backlog.ready -= tally.done
      return tally.result()
    },
    async enqueue({ connections, seconds, batch }) {
      const tally = new Tally(seconds, Infinity)
      tally.begin()
      await Promise.all(
        Array.from({ length: connections }, async () => {
          while (!tally.ended()) {
            if (batch === 1) await utils.addJob('noop', {})
            else await put(batch, {})
            tally.add(batch)
          }
        }),
      )
      return tally.result()
    },
  },
  async () => {
    await utils.release()
    await pool.end()
  },
)
