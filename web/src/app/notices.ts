/** Good news, told politely for five seconds, ten where it can be undone. Errors are not told here: they stay on the page. */
import { ref } from 'vue'

/** Where what was done can be seen. */
export interface NoticeLink {
  word: string
  to: string
}

export interface Notice {
  id: number
  text: string
  undo?: () => void
  link?: NoticeLink
}

const SHOWN_MS = 5000
const UNDO_MS = 10000
let counter = 0

export const notices = ref<Notice[]>([])

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id)
}

export function notify(text: string, undo?: () => void, link?: NoticeLink): void {
  const id = ++counter
  notices.value.push({ id, text, ...(undo ? { undo } : {}), ...(link ? { link } : {}) })
  setTimeout(() => dismiss(id), undo || link ? UNDO_MS : SHOWN_MS)
}
