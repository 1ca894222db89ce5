/** The state of a list in the address, so that going back brings the same filter, page and row. Never words a person typed about people. */
import { computed, shallowRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Sort } from './shapes'

export interface ListState {
  page: WritableComputedRef<number>
  size: WritableComputedRef<number>
  sort: WritableComputedRef<Sort | null>
  /** Key of the row that has the focus. */
  row: WritableComputedRef<string>
  filter: (name: string) => WritableComputedRef<string>
}

export const SIZES = [50, 100]

export function useListState(defaults: { sort?: Sort; size?: number } = {}): ListState {
  const route = useRoute()
  const router = useRouter()
  const standard = defaults.size ?? SIZES[0] ?? 50
  // The address lags behind until the navigation is done. Till then the state is read from here, so that keys pressed quickly count each, and
  // several changes in one tick do not overwrite each other.
  const pending = shallowRef<Record<string, string | undefined>>({})
  let waiting = false

  function read(name: string): string {
    const value = name in pending.value ? pending.value[name] : route.query[name]
    return typeof value === 'string' ? value : ''
  }
  async function follow(): Promise<void> {
    waiting = false
    const sent = pending.value
    const query = { ...route.query, ...sent }
    for (const name of Object.keys(query)) if (!query[name]) delete query[name]
    await router.replace({ query, hash: route.hash })
    if (pending.value === sent) pending.value = {}
  }
  function write(change: Record<string, string | undefined>): void {
    // What is so already asks for no navigation: it would call off one that is under way, such as opening the row.
    if (Object.entries(change).every(([name, value]) => read(name) === (value ?? ''))) return
    pending.value = { ...pending.value, ...change }
    if (waiting) return
    waiting = true
    queueMicrotask(() => void follow())
  }
  const sort = computed<Sort | null>({
    get: () => {
      const text = read('sort')
      return text ? { by: text.replace(/^-/, ''), down: text.startsWith('-') } : (defaults.sort ?? null)
    },
    set: (to) => write({ sort: to ? (to.down ? '-' : '') + to.by : undefined, page: undefined }),
  })
  const page = computed({ get: () => Math.max(1, Number(read('page')) || 1), set: (n) => write({ page: n > 1 ? String(n) : undefined, row: undefined }) })
  const size = computed({ get: () => Number(read('size')) || standard, set: (n) => write({ size: n === standard ? undefined : String(n), page: undefined }) })
  const row = computed({ get: () => read('row'), set: (key) => write({ row: key || undefined }) })
  const filter = (name: string): WritableComputedRef<string> => computed({ get: () => read(name), set: (value) => write({ [name]: value || undefined, page: undefined }) })
  return { page, size, sort, row, filter }
}
