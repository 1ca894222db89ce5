/** What lives: counts of the menu, whether the server is reached, how long the session lasts, and what to fetch again. */
import { useQueryClient, type Query, type QueryClient } from '@tanstack/vue-query'
import { defineStore } from 'pinia'
import { onBeforeUnmount, ref } from 'vue'
import { BASE, isHidden, type Changes, type Counts } from '@/api'
import { ChangePoll, type Tidings } from './changes'
import type { Order } from './changes.worker'
import { useSession } from './session'

export type ChangedItem = Changes['items'][number]
type Listener = (items: ChangedItem[], gap: boolean) => void

const BACK_MS = 4000

export const useLive = defineStore('live', () => {
  const counts = ref<Counts | null>(null)
  const lost = ref<{ tries: number; seenAt: number } | null>(null)
  const back = ref(false)
  const leftSeconds = ref<number | null>(null)
  const now = ref(0)
  const listeners = new Set<Listener>()
  let order: ((order: Order) => void) | null = null

  function hear(tidings: Tidings): void {
    if (tidings.kind === 'signed-out') return void useSession().signInAgain().then(start)
    if (tidings.kind === 'lost') return void (lost.value = { tries: tidings.tries, seenAt: tidings.seenAt })
    if (lost.value) {
      back.value = true
      setTimeout(() => (back.value = false), BACK_MS)
    }
    lost.value = null
    counts.value = tidings.changes.counts
    leftSeconds.value = tidings.changes.left_s
    now.value = tidings.changes.now
    const { items, gap } = tidings.changes
    if (items.length > 0 || gap) for (const listener of listeners) listener(items, gap)
  }

  function viaWorker(): (order: Order) => void {
    const worker = new SharedWorker(new URL('./changes.worker.ts', import.meta.url), { type: 'module', name: 'docket-changes' })
    worker.port.onmessage = (message) => hear(message.data as Tidings)
    window.addEventListener('pagehide', () => worker.port.postMessage({ order: 'leave' } satisfies Order))
    return (what) => worker.port.postMessage(what)
  }

  function viaThisTab(): (order: Order) => void {
    const poll = new ChangePoll({
      ask: (since) => fetch(`${BASE}/changes?since=${since}`, { credentials: 'same-origin', cache: 'no-store' }),
      tell: hear,
      later: (act, ms) => window.setTimeout(act, ms),
      forget: (timer) => window.clearTimeout(timer),
      now: () => Date.now(),
    })
    return (what) => {
      if (what.order === 'start') poll.start()
      else poll.show(what.order === 'show' && what.visible)
    }
  }

  /** Starts after sign-in; again after the session was renewed. */
  function start(): void {
    if (!order) {
      order = 'SharedWorker' in window ? viaWorker() : viaThisTab()
      document.addEventListener('visibilitychange', () => order?.({ order: 'show', visible: document.visibilityState === 'visible' }))
    }
    order({ order: 'start' })
  }

  function listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { counts, lost, back, leftSeconds, now, start, hear, listen }
})

/** Calls `act` when something of these kinds changed, or after a gap; for as long as the component lives. */
export function useChanges(kinds: ChangedItem['kind'][], act: Listener): void {
  const stop = useLive().listen((items, gap) => {
    const mine = items.filter((item) => kinds.includes(item.kind))
    if (mine.length > 0 || gap) act(mine, gap)
  })
  onBeforeUnmount(stop)
}

/** Objects in view are fetched again when they changed: queries are keyed `[kind, id, …]`. Lists do not jump; they use `useChanges`. */
export function refetchWhatChanged(client: QueryClient = useQueryClient()): void {
  useLive().listen((items, gap) => {
    // What is not there or not mine stays so until the page is opened anew: asking again would make it flicker.
    const predicate = (query: Query): boolean => !isHidden(query.state.error)
    if (gap) void client.invalidateQueries({ predicate })
    else for (const item of items) void client.invalidateQueries({ queryKey: [item.kind, item.id], predicate })
  })
}
