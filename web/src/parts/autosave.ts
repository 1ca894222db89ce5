/**
 * Saves by itself one second after the last key, at once when asked. Every save names the version it started from; when somebody was faster it
 * stops, keeps what was typed, and says so. Nothing is kept in the browser.
 */
import { onBeforeUnmount, ref, type Ref } from 'vue'
import { newKey } from '@/api/client'
import { isConflict, type ApiProblem } from '@/api/problem'

export type SaveStage = 'idle' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict'

export interface Autosave {
  stage: Ref<SaveStage>
  savedAt: Ref<number>
  conflict: Ref<ApiProblem | null>
  failure: Ref<unknown>
  /** Something was typed. */
  touch: () => void
  /** Save what is waiting; resolves when it is safe, false when it is not. */
  flush: () => Promise<boolean>
  /** After the person decided a conflict. */
  resume: () => void
}

const QUIET_MS = 1000
const AGAIN_MS = 5000

export function useAutosave(save: (key: string) => Promise<void>): Autosave {
  const stage = ref<SaveStage>('idle')
  const savedAt = ref(0)
  const conflict = ref<ApiProblem | null>(null)
  const failure = ref<unknown>(null)
  let timer = 0
  let typedSince = false
  let running: Promise<boolean> | null = null

  function later(ms: number): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), ms)
  }
  function touch(): void {
    typedSince = true
    if (stage.value === 'conflict') return
    if (stage.value !== 'saving') stage.value = 'dirty'
    later(QUIET_MS)
  }
  async function once(): Promise<boolean> {
    typedSince = false
    stage.value = 'saving'
    try {
      await save(newKey())
    } catch (error) {
      typedSince = true
      failure.value = error
      if (isConflict(error)) {
        conflict.value = error
        stage.value = 'conflict'
      } else {
        stage.value = 'failed'
        later(AGAIN_MS)
      }
      return false
    }
    failure.value = null
    savedAt.value = Date.now()
    stage.value = typedSince ? 'dirty' : 'saved'
    if (typedSince) later(QUIET_MS)
    return true
  }
  async function flush(): Promise<boolean> {
    window.clearTimeout(timer)
    if (running) await running
    if (stage.value === 'conflict') return false
    if (!typedSince) return true
    running = once()
    const done = await running
    running = null
    return done && typedSince ? flush() : done
  }
  function resume(): void {
    conflict.value = null
    stage.value = 'dirty'
    typedSince = true
    later(0)
  }
  function warn(event: BeforeUnloadEvent): void {
    if (typedSince || stage.value === 'saving') event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    void flush()
  })
  return { stage, savedAt, conflict, failure, touch, flush, resume }
}
