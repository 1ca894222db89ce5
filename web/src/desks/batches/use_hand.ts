/** Where the hand is on the table: the page it is on, what is chosen, and how both go on when the table changes. */
import { computed, nextTick, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { doubtAt, inOrder, letterWalked, nextDoubt, range, standOf, walked } from './deeds'
import { shown, type Doubt, type Table } from './table'

export interface Hand {
  page: Ref<number>
  chosen: ShallowRef<number[]>
  blanks: Ref<boolean>
  /** The doubt behind the page, and which one of how many it is. */
  doubt: ComputedRef<Doubt | undefined>
  place: ComputedRef<number>
  goTo: (page: number) => void
  extendTo: (page: number) => void
  toggle: (page: number) => void
  step: (by: number) => void
  extend: (by: number) => void
  stepLetter: (by: number) => void
  toEnd: (last: boolean) => void
  toDoubt: (back?: boolean) => void
  /** Brings the focus to the page, if it is not in a field elsewhere. */
  hold: () => void
}

export function useHand(table: ShallowRef<Table>, scroller: Ref<HTMLElement | undefined>): Hand {
  const blanks = ref(false)
  const page = ref(0)
  const chosen = shallowRef<number[]>([])
  let anchor = 0
  const doubt = computed(() => doubtAt(table.value, page.value, blanks.value))
  const place = computed(() => inOrder(table.value).findIndex((one) => one.id === doubt.value?.id) + 1)

  function hold(): void {
    void nextTick(() => {
      const sheet = scroller.value?.querySelector<HTMLElement>(`[data-page="${page.value}"]`)
      sheet?.focus({ preventScroll: true })
      sheet?.scrollIntoView({ block: 'nearest' })
    })
  }
  function goTo(to: number): void {
    page.value = to
    anchor = to
    chosen.value = [to]
    hold()
  }
  function extendTo(to: number): void {
    page.value = to
    chosen.value = range(table.value, anchor, to, blanks.value)
    hold()
  }
  function toggle(to: number): void {
    const with_ = chosen.value.includes(to) ? chosen.value.filter((one) => one !== to) : [...chosen.value, to]
    page.value = to
    chosen.value = asTheyLie(with_.length > 0 ? with_ : [to])
    hold()
  }
  const asTheyLie = (pages: number[]): number[] => shown(table.value, true).map((sheet) => sheet.id).filter((id) => pages.includes(id))

  /** A page that left the view, or the batch, is let go of. */
  function keep(): void {
    const all = shown(table.value, blanks.value).map((sheet) => sheet.id)
    if (!all.includes(page.value)) page.value = all[0] ?? 0
    const kept = asTheyLie(chosen.value).filter((id) => all.includes(id))
    chosen.value = kept.length > 0 ? kept : [page.value]
    if (!all.includes(anchor)) anchor = page.value
  }
  watch([table, blanks], keep, { immediate: true, flush: 'sync' })

  function toDoubt(back = false): void {
    const next = nextDoubt(table.value, page.value, blanks.value, back)
    if (next) goTo(standOf(table.value, next, blanks.value))
  }
  return {
    page,
    chosen,
    blanks,
    doubt,
    place,
    goTo,
    extendTo,
    toggle,
    step: (by) => goTo(walked(table.value, page.value, by, blanks.value)),
    extend: (by) => extendTo(walked(table.value, page.value, by, blanks.value)),
    stepLetter: (by) => goTo(letterWalked(table.value, page.value, by, blanks.value)),
    toEnd: (last) => goTo(walked(table.value, page.value, last ? Infinity : -Infinity, blanks.value)),
    toDoubt,
    hold,
  }
}
