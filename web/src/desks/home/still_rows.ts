/**
 * A list does not jump under the eyes. Rows that only changed inside (a progress bar, a clock) are shown at once; when rows came, went or
 * changed places, the old order stays and the number of changes is told above the list until the person takes it over.
 */
import { ref, watch, type Ref } from 'vue'

export interface StillRows<Row> {
  rows: Ref<Row[]>
  /** How many rows came or went; 0 when the list is up to date. */
  news: Ref<number>
  take: () => void
}

/** `query` names what was asked for: another filter or page is shown at once. */
export function useStillRows<Row>(found: Ref<Row[] | undefined>, keyOf: (row: Row) => string, query: Ref<string>): StillRows<Row> {
  const rows = ref([]) as Ref<Row[]>
  const news = ref(0)
  let shown: string | null = null

  function take(): void {
    rows.value = found.value ?? []
    news.value = 0
    shown = query.value
  }

  function hear(): void {
    const next = found.value
    if (!next) return
    if (shown !== query.value || rows.value.length === 0) return take()
    const before = rows.value.map(keyOf)
    const after = next.map(keyOf)
    if (before.join('\n') === after.join('\n')) return take()
    const byKey = new Map(next.map((row) => [keyOf(row), row]))
    rows.value = rows.value.map((row) => byKey.get(keyOf(row)) ?? row)
    news.value = Math.max(1, before.filter((key) => !after.includes(key)).length + after.filter((key) => !before.includes(key)).length)
  }

  watch([found, query], hear, { immediate: true })
  return { rows, news, take }
}
