/** The state of a list in the address, so that going back brings the same filter, page and row. Never words a person typed about people. */
import { computed, type WritableComputedRef } from 'vue'
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
  // Several changes in one tick must not overwrite each other: the address lags behind until the navigation is done.
  let pending: Record<string, string | undefined> = {}

  function read(name: string): string {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  function write(change: Record<string, string | undefined>): void {
    const first = Object.keys(pending).length === 0
    pending = { ...pending, ...change }
    if (!first) return
    queueMicrotask(() => {
      const query = { ...route.query, ...pending }
      pending = {}
      for (const name of Object.keys(query)) if (!query[name]) delete query[name]
      void router.replace({ query, hash: route.hash })
    })
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
