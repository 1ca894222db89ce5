/** What the administrator's lists do alike: the row one stands on, the panel that is open, what was just done, and the keys. */
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, nextTick, ref } from 'vue'
import { api } from '@/api'
import { useKeys } from '@/keys/use_keys'
import { useListState } from '@/parts/list_state'
import { t } from '@/words/zh'
import { useMayChange } from './ask'

export const NEW = 'new'

/** `list`: below `/admin/`, and the name of its cache. `add`: the key and the words of adding a row. */
export function useAdminList<All, Row>(list: string, rowsOf: (all: All) => Row[], idOf: (row: Row) => string, add: { key: string; words: string }) {
  const state = useListState()
  const { row } = state
  const wanted = state.filter('open')
  const mayChange = useMayChange()
  const queries = useQueryClient()
  const table = ref<{ focus: () => void }>()
  const done = ref('')
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['admin', list], queryFn: ({ signal }) => api.get<All>(`/admin/${list}`, undefined, signal) })
  const rows = computed(() => (data.value ? rowsOf(data.value as All) : []))
  const open = computed(() => rows.value.find((one) => idOf(one) === wanted.value))

  function show(one: Row): void {
    row.value = idOf(one)
    wanted.value = idOf(one)
  }
  async function close(): Promise<void> {
    wanted.value = ''
    void refetch()
    await nextTick()
    table.value?.focus()
  }
  /** What a change answered is the list from now on. */
  function take(all: All, words: string): void {
    queries.setQueryData(['admin', list], all)
    done.value = words
  }
  const stand = (): void => table.value?.focus()
  useKeys([
    { keys: 'Enter', does: t('admin.keys.open'), bar: true, act: stand },
    { keys: 'J', does: t('parts.table.next'), bar: true, act: stand },
    { keys: add.key, does: add.words, bar: true, act: () => (wanted.value = NEW), when: () => mayChange.value },
  ])
  return { filter: state.filter, row, wanted, mayChange, table, done, data, error, isPending, refetch, rows, open, show, close, take }
}
