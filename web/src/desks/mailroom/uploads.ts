/**
 * The uploads of this tab. They go on while the person walks to other pages. What is finished is a row of the server; for a reload the browser
 * keeps only how many files were still on their way and how big they were, never a name.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { BASE } from '@/api'
import { useSession } from '@/app/session'
import { sendFile } from './send_file'
import type { ArrivalRow } from './types'
import { UploadQueue, type Batch, type Upload } from './upload_queue'

const KEPT = 'docket.uploads'

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
  const listeners = new Set<(row: ArrivalRow) => void>()

  const queue = new UploadQueue({
    send: (upload, onBytes) => sendFile(BASE, () => session.session?.csrf ?? '', upload, onBytes),
    pause: (ms) => new Promise((resolve) => window.setTimeout(resolve, ms)),
    signInAgain: () => session.signInAgain(),
    changed: (list) => {
      uploads.value = list
      remember()
    },
    arrived: (row) => {
      for (const listener of listeners) listener(row)
    },
  })

  const unfinished = computed(() => uploads.value.filter((upload) => ['waiting', 'sending', 'resting'].includes(upload.state)).length)

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

  return { uploads, cutOff, unfinished, add, forgetCutOff, clearSafe, listen, retry: (key: string) => queue.retry(key), drop: (key: string) => queue.drop(key) }
})
