/** The pages as they will be printed, asked for soon after typing stops. Only the newest answer counts; the last good pages stay until then. */
import { onBeforeUnmount, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api, type Schemas } from '@/api'
import { casePath } from '../case/acts'
import { forServer, type Parts } from './draft_parts'

export type Preview = Schemas['Preview']
const PAUSE_MS = 150

export function usePreview(number: Ref<string>, parts: ShallowRef<Parts>, active: Ref<boolean>): { preview: ShallowRef<Preview | null>; waiting: Ref<boolean>; failure: Ref<unknown>; now: () => Promise<void> } {
  const preview = shallowRef<Preview | null>(null)
  const waiting = ref(false)
  const failure = ref<unknown>(null)
  let timer = 0
  let asked = 0
  let abort: AbortController | null = null

  async function now(): Promise<void> {
    window.clearTimeout(timer)
    abort?.abort()
    abort = new AbortController()
    const mine = ++asked
    waiting.value = true
    try {
      const answer = await api.send<Preview>(casePath(number.value, '/preview'), { method: 'POST', body: { parts: forServer(parts.value) }, signal: abort.signal })
      if (mine !== asked) return
      preview.value = answer
      failure.value = null
    } catch (caught) {
      if (mine !== asked) return
      failure.value = caught
    }
    waiting.value = false
  }

  watch([parts, active], () => {
    if (!active.value) return
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void now(), PAUSE_MS)
  })
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    abort?.abort()
  })
  return { preview, waiting, failure, now }
}
