/**
 * The uploads of this tab. They go on while the person walks to other pages. What is finished is a row of the server; for a reload the browser
 * keeps only how many files were still on their way and how big they were, never a name.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, BASE, newKey } from '@/api'
import type { components } from '@/api/schema'
import { useSession } from '@/app/session'
import { sendFile } from './send_file'
import type { ArrivalRow } from './types'
import { UploadQueue, type Batch, type Upload } from './upload_queue'

type BatchView = components['schemas']['BatchView']

/** What is said once of a tray of paper; day, postmark and channel are those of its files. */
export interface Tray {
  name: string
  box: string
  layout: 'by_kind' | 'letters' | 'stack'
  twoSided: boolean
}

const KEPT = 'docket.uploads'

/** A scanner numbers its files; a dropped heap comes in any order. */
function asScanned(files: File[]): File[] {
  const order = new Intl.Collator('zh-CN', { numeric: true })
  return [...files].sort((a, b) => order.compare(a.name, b.name))
}

function keptSizes(): number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((size): size is number => typeof size === 'number') : []
  } catch {
    return [] // storage may be switched off; then nothing is said after a reload
  }
}

function keepSizes(sizes: number[]): void {
  try {
    if (sizes.length === 0) sessionStorage.removeItem(KEPT)
    else sessionStorage.setItem(KEPT, JSON.stringify(sizes))
  } catch {
    return // as above
  }
}

export const useUploads = defineStore('uploads', () => {
  const session = useSession()
  const uploads = shallowRef<Upload[]>([])
  /** Sizes of the files that were cut off by a reload. */
  const cutOff = ref<number[]>(keptSizes())
  /** Trays opened here, closed by themselves once every file is safe. One that could not be closed is told until somebody does something. */
  const trays = shallowRef<string[]>([])
  const unclosed = ref<{ id: string; error: unknown }[]>([])
  const listeners = new Set<(row: ArrivalRow) => void>()

  const queue = new UploadQueue({
    send: (upload, onBytes) => sendFile(BASE, () => session.session?.csrf ?? '', upload, onBytes),
    pause: (ms) => new Promise((resolve) => window.setTimeout(resolve, ms)),
    signInAgain: () => session.signInAgain(),
    changed: (list) => {
      uploads.value = list
      remember()
      closeWhatIsSafe(list)
    },
    arrived: (row) => {
      for (const listener of listeners) listener(row)
    },
  })

  const unfinished = computed(() => uploads.value.filter((upload) => ['waiting', 'sending', 'resting'].includes(upload.state)).length)

  const held = ref(false)
  function hold(): void {
    held.value = !held.value
    queue.hold(held.value)
  }

  function remember(): void {
    keepSizes([...cutOff.value, ...queue.unfinished().map((upload) => upload.file.size)])
  }

  /** Returns the files that are here already. */
  function add(files: File[], batch: Batch): File[] {
    for (const file of files) {
      const at = cutOff.value.indexOf(file.size)
      if (at >= 0) cutOff.value.splice(at, 1)
    }
    return queue.add(files, batch)
  }

  /** A file that was refused or did not get through leaves its tray open: a person decides whether it comes once more. */
  function closeWhatIsSafe(list: Upload[]): void {
    for (const id of trays.value) {
      const mine = list.filter((upload) => upload.batch.into === id)
      if (mine.length === 0 || mine.some((upload) => upload.state !== 'safe')) continue
      trays.value = trays.value.filter((one) => one !== id)
      void closeTray(id)
    }
  }
  async function closeTray(id: string): Promise<void> {
    forgetUnclosed(id)
    try {
      await api.act(`/batches/${encodeURIComponent(id)}/close`, {}, newKey())
    } catch (error) {
      unclosed.value = [...unclosed.value, { id, error }]
    }
  }
  function forgetUnclosed(id: string): void {
    unclosed.value = unclosed.value.filter((one) => one.id !== id)
  }
  /** Opens a batch and sends its files into it; its name. `key` is that of the press. */
  async function openTray(files: File[], batch: Batch, tray: Tray, key: string): Promise<string> {
    const { received, posted, channel } = batch
    const said = { name: tray.name, received, channel, box: tray.box, layout: tray.layout, two_sided: tray.twoSided, ...(posted ? { posted } : {}) }
    const { row } = await api.act<BatchView>('/batches', said, key)
    if (!tray.twoSided) trays.value = [...trays.value, row.id] // fronts and backs are compared once their pages are counted: a person closes it
    add(asScanned(files), { ...batch, into: row.id })
    return row.id
  }

  function forgetCutOff(): void {
    cutOff.value = []
    remember()
  }

  /** Takes everything off the page that is safe with the server. */
  function clearSafe(): void {
    for (const upload of uploads.value) if (upload.state === 'safe') queue.drop(upload.key)
  }

  function listen(listener: (row: ArrivalRow) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  window.addEventListener('beforeunload', (event) => {
    if (queue.unfinished().length > 0) event.preventDefault()
  })

  return { uploads, cutOff, unclosed, unfinished, openTray, closeTray, forgetUnclosed, closesItself: (id: string) => trays.value.includes(id), add, forgetCutOff, clearSafe, listen, held, hold, retry: (key: string) => queue.retry(key), retryAll: () => queue.retryAll(), drop: (key: string) => queue.drop(key) }
})
