/** A list of the record by the conditions in the address, page by page: the place where a page ends is where the next one begins. */
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, type Schemas } from '@/api'
import { useKeys } from '@/keys/use_keys'
import { useListState } from '@/parts/list_state'
import { t } from '@/words/zh'
import { askOf, CONDITIONS, conditionsOf, type Condition } from './record_filter'

export type RecordRow = Schemas['AuditRow']

/** The pages one came through, to go back to the one before; who came in by an address goes back to the newest. */
const trail: string[] = []

export interface RecordList {
  rows: ComputedRef<RecordRow[]>
  total: ComputedRef<number>
  more: ComputedRef<boolean>
  next: ComputedRef<string>
  before: Ref<string>
  row: Ref<string>
  opened: Ref<string>
  error: Ref<unknown>
  isPending: Ref<boolean>
  isOld: Ref<boolean>
  chosen: ComputedRef<Partial<Record<Condition, string>>>
  set: (name: Condition, value: string) => void
  clear: () => void
  older: () => void
  back: () => void
  /** Opens the event of a row beside the list, or closes it. */
  toggle: (row: object) => void
  refetch: () => Promise<unknown>
}

export function useRecord(path: '/audit/record' | '/audit/looks', table: Ref<{ focus: () => void } | undefined>): RecordList {
  const route = useRoute()
  const router = useRouter()
  const { row, filter } = useListState()
  const before = filter('before')
  const opened = filter('open')
  const ask = computed(() => askOf(route.query))
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: computed(() => [path, ask.value]),
    queryFn: ({ signal }) => api.get<Schemas['AuditRecord']>(path, ask.value, signal),
    placeholderData: keepPreviousData,
  })
  const rows = computed(() => data.value?.rows ?? [])
  const toFirst = ref(false)

  async function goTo(place: string): Promise<void> {
    toFirst.value = true
    await router.push({ query: { ...route.query, before: place || undefined, row: undefined, open: undefined } })
  }
  function set(name: Condition, value: string): void {
    filter(name).value = value
    before.value = ''
    opened.value = ''
    row.value = ''
  }
  function clear(): void {
    for (const name of CONDITIONS) set(name, '')
  }
  function older(): void {
    if (!data.value?.next) return
    trail.push(before.value)
    void goTo(data.value.next)
  }
  function back(): void {
    void goTo(trail.pop() ?? '')
  }
  function toggle(one: object): void {
    const n = String((one as RecordRow).n)
    opened.value = opened.value === n ? '' : n
  }
  useKeys([
    { keys: 'J', does: t('parts.table.next'), bar: true, act: () => table.value?.focus() },
    { keys: 'Enter', does: t('auditor.pager.open'), bar: true, act: () => rows.value[0] && toggle(rows.value.find((one) => String(one.n) === row.value) ?? rows.value[0]) },
  ])
  /** Coming back the row that was opened has the focus; on a new page the first one. */
  watch(
    () => rows.value.length > 0 && !isPlaceholderData.value,
    async (there) => {
      if (!there || !(row.value || toFirst.value)) return
      toFirst.value = false
      await nextTick()
      table.value?.focus()
    },
    { immediate: true },
  )
  return {
    rows,
    total: computed(() => data.value?.total ?? 0),
    more: computed(() => data.value?.more ?? false),
    next: computed(() => data.value?.next ?? ''),
    before,
    row,
    opened,
    error,
    isPending,
    isOld: isPlaceholderData,
    chosen: computed(() => conditionsOf(route.query)),
    set,
    clear,
    older,
    back,
    toggle,
    refetch,
  }
}

/** Who did it, with what he or she is in the office. */
export function actorOf(row: RecordRow, roleWord: (role: string) => string): string {
  return row.actor.role === 'system' ? row.actor.name : t('auditor.record.person', { name: row.actor.name, role: roleWord(row.actor.role) })
}
