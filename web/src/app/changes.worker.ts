/** One poller for all tabs of the browser: over HTTP/1.1 a host gets six connections, so tabs must not each hold one. */
import { ChangePoll, type Tidings } from './changes'

interface Tab {
  port: MessagePort
  visible: boolean
}
export type Order = { order: 'start' } | { order: 'show'; visible: boolean } | { order: 'leave' }

const tabs: Tab[] = []
let last: Tidings | null = null

const poll = new ChangePoll({
  ask: (since) => fetch(`/api/v1/changes?since=${since}`, { credentials: 'same-origin', cache: 'no-store' }),
  tell: (tidings) => {
    last = tidings
    for (const tab of tabs) tab.port.postMessage(tidings)
  },
  later: (act, ms) => self.setTimeout(act, ms),
  forget: (timer) => self.clearTimeout(timer),
  now: () => Date.now(),
})

function obey(tab: Tab, order: Order): void {
  if (order.order === 'start') {
    if (last?.kind === 'changes') tab.port.postMessage(last)
    poll.start()
  }
  if (order.order === 'show') tab.visible = order.visible
  if (order.order === 'leave') tabs.splice(tabs.indexOf(tab), 1)
  if (tabs.length === 0) poll.stop()
  poll.show(tabs.some((each) => each.visible))
}

self.addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]
  if (!port) return
  const tab: Tab = { port, visible: true }
  tabs.push(tab)
  port.onmessage = (message) => obey(tab, message.data as Order)
})
