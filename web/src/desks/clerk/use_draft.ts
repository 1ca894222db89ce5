/**
 * The working copy of a draft: kept on the server 1 s after the last key, on Ctrl+S and on leaving a paragraph. A save names the version it
 * started from; when somebody else was faster the typed text stays, saving stops, and both texts are there to choose from.
 */
import { computed, onBeforeUnmount, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { api, ApiProblem, isConflict, type Schemas } from '@/api'
import { casePath } from '../case/acts'
import { forServer, type Parts, written } from './draft_parts'

export type Form = Schemas['Form']
export type SaveKind = 'idle' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict'
export interface Conflict {
  who: string
  at: number
  theirs: Form
}

const AFTER_KEY_MS = 1000
const AGAIN_MS = 5000

export interface Draft {
  form: ShallowRef<Form | null>
  parts: ShallowRef<Parts>
  error: Ref<unknown>
  state: Ref<SaveKind>
  savedAt: Ref<number>
  conflict: ShallowRef<Conflict | null>
  editable: ComputedRef<boolean>
  load: () => Promise<void>
  /** A change by typing: can be undone by the text field itself. */
  type: (parts: Parts) => void
  /** A change of structure: can be undone by Ctrl+Z. */
  change: (parts: Parts) => void
  undo: () => boolean
  save: () => Promise<boolean>
  keepMine: () => Promise<void>
  takeTheirs: () => void
}

export function useDraft(number: Ref<string>): Draft {
  const form = shallowRef<Form | null>(null)
  const parts = shallowRef<Parts>(written({}))
  const error = ref<unknown>(null)
  const state = ref<SaveKind>('idle')
  const savedAt = ref(0)
  const conflict = shallowRef<Conflict | null>(null)
  const before: Parts[] = []
  let version = 0
  let timer = 0
  let running: Promise<boolean> | null = null
  let edits = 0

  const path = (): string => casePath(number.value, '/form')

  function take(loaded: Form): void {
    form.value = loaded
    parts.value = written(loaded.parts)
    version = loaded.version
    savedAt.value = loaded.saved_at ?? 0
    state.value = loaded.saved_at ? 'saved' : 'idle'
    before.length = 0
  }

  async function load(): Promise<void> {
    error.value = null
    try {
      take(await api.get<Form>(path()))
    } catch (caught) {
      error.value = caught
    }
  }

  function later(ms: number): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), ms)
  }

  function touch(next: Parts): void {
    parts.value = next
    edits++
    if (state.value === 'conflict') return
    state.value = 'dirty'
    later(AFTER_KEY_MS)
  }
  function change(next: Parts): void {
    before.push(parts.value)
    touch(next)
  }
  function undo(): boolean {
    const last = before.pop()
    if (last) touch(last)
    return last !== undefined
  }

  async function meet(problem: ApiProblem): Promise<void> {
    state.value = 'conflict'
    const { by, at } = problem.problem as { by?: string; at?: number }
    const theirs = await api.get<Form>(path())
    conflict.value = { who: by ?? theirs.saved_by ?? '', at: at ?? theirs.saved_at ?? 0, theirs }
  }

  async function put(): Promise<boolean> {
    const upTo = edits
    state.value = 'saving'
    try {
      const saved = await api.send<Schemas['FormSaved']>(path(), { method: 'PUT', body: { version, parts: forServer(parts.value) } })
      version = saved.version
      savedAt.value = saved.at
      state.value = edits === upTo ? 'saved' : 'dirty'
      return true
    } catch (caught) {
      if (isConflict(caught)) {
        await meet(caught).catch(() => undefined) // the bar says it even when his text cannot be had yet
        return false
      }
      state.value = 'failed' // said beside the title; tried again until it is kept
      later(AGAIN_MS)
      return false
    }
  }

  /** True when everything typed so far is on the server. */
  async function save(): Promise<boolean> {
    window.clearTimeout(timer)
    if (running) await running
    if (state.value === 'conflict') return false
    if (state.value !== 'dirty' && state.value !== 'failed') return true
    running = put()
    const kept = await running
    running = null
    if (kept && state.value === 'dirty') return save()
    return kept
  }

  async function keepMine(): Promise<void> {
    if (!conflict.value) return
    before.push(conflict.value.theirs.parts)
    version = conflict.value.theirs.version
    conflict.value = null
    state.value = 'dirty'
    await save()
  }
  function takeTheirs(): void {
    if (!conflict.value) return
    const mine = parts.value
    const { theirs } = conflict.value
    conflict.value = null
    take(theirs)
    before.push(mine)
  }

  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    if (state.value === 'dirty' || state.value === 'failed') void put()
  })

  return { form, parts, error, state, savedAt, conflict, editable: computed(() => form.value?.editable === true), load, type: touch, change, undo, save, keepMine, takeTheirs }
}
