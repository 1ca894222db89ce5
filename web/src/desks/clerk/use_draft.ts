/**
 * The working copy of a draft. Saved by `useAutosave`; here is what belongs to drafts: the text, undo of its structure, and both texts when
 * somebody else was faster.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { api, isConflict, type Schemas } from '@/api'
import { useAutosave, type Autosave } from '@/parts/autosave'
import { casePath } from '../case/acts'
import { forServer, written, type Parts } from './draft_parts'

export type Form = Schemas['Form']

export interface Draft {
  form: ShallowRef<Form | null>
  parts: ShallowRef<Parts>
  error: Ref<unknown>
  editable: ComputedRef<boolean>
  saving: Autosave
  savedAt: ComputedRef<number>
  /** The other person's text, once there is a conflict and it could be had. */
  theirs: ShallowRef<Form | null>
  load: () => Promise<void>
  /** Typing: the text field undoes it. */
  type: (parts: Parts) => void
  /** A change of structure: `undo` undoes it. */
  change: (parts: Parts) => void
  undo: () => boolean
  keepMine: () => Promise<void>
  takeTheirs: () => Promise<void>
}

export function useDraft(number: Ref<string>): Draft {
  const form = shallowRef<Form | null>(null)
  const parts = shallowRef<Parts>(written({}))
  const theirs = shallowRef<Form | null>(null)
  const error = ref<unknown>(null)
  const keptAt = ref(0)
  const before: Parts[] = []
  let version = 0

  const path = (): string => casePath(number.value, '/form')
  const fetchForm = (): Promise<Form> => api.get<Form>(path())

  const saving = useAutosave(async () => {
    const started = { number: number.value, parts: parts.value }
    try {
      const saved = await api.send<Schemas['FormSaved']>(casePath(started.number, '/form'), { method: 'PUT', body: { version, parts: forServer(started.parts) } })
      version = saved.version
      keptAt.value = saved.at
    } catch (caught) {
      if (isConflict(caught)) theirs.value = await fetchForm().catch(() => null) // the bar stands even when his text cannot be had yet
      throw caught
    }
  })

  function take(loaded: Form): void {
    form.value = loaded
    parts.value = written(loaded.parts)
    version = loaded.version
    keptAt.value = loaded.saved_at ?? 0
  }
  async function load(): Promise<void> {
    error.value = null
    before.length = 0
    try {
      take(await fetchForm())
    } catch (caught) {
      error.value = caught
    }
  }

  function type(next: Parts): void {
    parts.value = next
    saving.touch()
  }
  function change(next: Parts): void {
    before.push(parts.value)
    type(next)
  }
  function undo(): boolean {
    const last = before.pop()
    if (last) type(last)
    return last !== undefined
  }

  async function newest(): Promise<Form | null> {
    theirs.value ??= await fetchForm().catch(() => null)
    return theirs.value
  }
  /** Both ways can be undone: the text that gave way is one step back. */
  async function keepMine(): Promise<void> {
    const other = await newest()
    if (!other) return
    before.push(other.parts)
    version = other.version
    theirs.value = null
    saving.resume()
  }
  async function takeTheirs(): Promise<void> {
    const other = await newest()
    if (!other) return
    before.push(parts.value)
    take(other)
    theirs.value = null
    saving.resume()
  }

  return { form, parts, error, editable: computed(() => form.value?.editable === true), saving, savedAt: computed(() => keptAt.value), theirs, load, type, change, undo, keepMine, takeTheirs }
}
