/**
 * 占用: prolonged by itself while the lawyer works, once less than half of it is left and at most once a minute; when it was lost, who holds the task
 * now. A press, a word typed or a step to the next finding counts as work; an open page alone does not.
 */
import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { api, ApiProblem, isHidden, type Schemas } from '@/api'

const DAY_MS = 86_400_000
const PAUSE_MS = 60_000
const WORK = ['focusin', 'input', 'pointerdown'] as const

/** Whether work done now should prolong the lease. */
export function shouldProlong(now: number, until: number, days: number, lastAsked: number): boolean {
  return until > now && until - now < (days * DAY_MS) / 2 && now - lastAsked >= PAUSE_MS
}

export function useLease(number: Ref<string>, granted: Ref<{ until: number; days: number }>, now: Ref<number>) {
  const path = (): string => `/reviews/${encodeURIComponent(number.value)}/lease`
  const until = ref(0)
  const lost = ref(false)
  const holder = ref<Schemas['TaskLease'] | null>(null)
  let asked = 0
  watch(granted, (one) => (until.value = Math.max(until.value, one.until)), { immediate: true })

  async function lose(): Promise<void> {
    lost.value = true
    try {
      holder.value = await api.get<Schemas['TaskLease']>(path())
    } catch {
      holder.value = null // who holds it is a courtesy; that it is lost stands on the page
    }
  }
  async function worked(): Promise<void> {
    if (lost.value || !shouldProlong(now.value, until.value, granted.value.days, asked)) return
    asked = now.value
    try {
      until.value = (await api.send<Schemas['TaskLease']>(path(), { method: 'POST' })).held_until ?? until.value
    } catch (error) {
      if (isHidden(error) || (error instanceof ApiProblem && error.code === 'act.task_not_held')) await lose()
      // Else the line is down: the page says until when the task is held, and the next minute's work asks again.
    }
  }
  const listen = (): void => void worked()
  onMounted(() => WORK.forEach((kind) => document.addEventListener(kind, listen, { passive: true })))
  onBeforeUnmount(() => WORK.forEach((kind) => document.removeEventListener(kind, listen)))
  return { until, lost, holder, lose }
}
