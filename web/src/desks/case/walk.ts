/**
 * The list an object was opened from, so that `[` and `]` walk it, also when the object has just dropped out of the filter. The address of an
 * object carries the list's address (`?list=…`); the numbers are kept in memory, and asked again after a reload.
 */
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, type Schemas } from '@/api'
import { askOf, queryOfList } from '../clerk/register_filter'

interface Kept {
  list: string
  numbers: string[]
  offset: number
  total: number
}

const kept = ref<Kept | null>(null)

/** Called by the list when its rows arrive. */
export function keepWalk(list: string, numbers: string[], offset: number, total: number): void {
  kept.value = { list, numbers, offset, total }
}

export interface Walk {
  /** Position in the whole list, from 1; 0 when the object was not opened from a list. */
  place: ComputedRef<number>
  total: ComputedRef<number>
  previous: ComputedRef<string>
  next: ComputedRef<string>
  list: ComputedRef<string>
  go: (number: string) => void
}

export function useWalk(number: Ref<string>): Walk {
  const route = useRoute()
  const router = useRouter()
  const list = computed(() => (typeof route.query.list === 'string' ? route.query.list : ''))
  const mine = computed(() => (kept.value?.list === list.value ? kept.value : null))
  const at = computed(() => mine.value?.numbers.indexOf(number.value) ?? -1)

  watch(
    list,
    async (now) => {
      if (!('list' in route.query) || kept.value?.list === now) return
      const ask = askOf(queryOfList(now))
      const cases = await api.get<Schemas['Cases']>('/cases', ask).catch(() => null) // without the list there is only nowhere to walk to
      if (cases) keepWalk(now, cases.rows.map((row) => row.number), Number(ask.offset ?? 0), cases.total)
    },
    { immediate: true },
  )

  return {
    list,
    place: computed(() => (mine.value && at.value >= 0 ? mine.value.offset + at.value + 1 : 0)),
    total: computed(() => mine.value?.total ?? 0),
    previous: computed(() => (at.value > 0 ? (mine.value?.numbers[at.value - 1] ?? '') : '')),
    next: computed(() => (at.value >= 0 ? (mine.value?.numbers[at.value + 1] ?? '') : '')),
    go: (to) => {
      if (to) void router.push({ path: `/cases/${encodeURIComponent(to)}`, query: { list: list.value } })
    },
  }
}
