/**
 * Pages dragged with a mouse or a pen. A finger scrolls instead; it has the buttons. Where they would fall is told all the time; letting go acts,
 * Escape does not.
 */
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'

export interface Drop {
  to: number
  side: 'before' | 'after'
}

export interface Drag {
  /** How many pages hang on the pointer, and where it is. */
  held: ShallowRef<{ n: number; x: number; y: number } | null>
  drop: ShallowRef<Drop | null>
  start: (event: PointerEvent, page: number) => void
  cancel: () => boolean
}

const FAR = 6
const EDGE = 40
const SCROLL = 14

/** The page under the pointer, and which half of it. */
export function dropUnder(x: number, y: number): Drop | null {
  const sheet = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-page]')
  if (!sheet) return null
  const box = sheet.getBoundingClientRect()
  return { to: Number(sheet.dataset.page), side: x < box.left + box.width / 2 ? 'before' : 'after' }
}

/** `take` says which pages come along when this one is pulled; `done` lets them fall. */
export function useDrag(scroller: () => HTMLElement | undefined, take: (page: number) => number[], done: (pages: number[], drop: Drop) => void): Drag {
  const held = shallowRef<{ n: number; x: number; y: number } | null>(null)
  const drop = shallowRef<Drop | null>(null)
  let from: { x: number; y: number; page: number } | null = null
  let pages: number[] = []

  function leave(): void {
    from = null
    held.value = null
    drop.value = null
    window.removeEventListener('pointermove', pull)
    window.removeEventListener('pointerup', letGo)
    window.removeEventListener('pointercancel', leave)
  }
  function pull(event: PointerEvent): void {
    if (!from) return
    if (!held.value) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < FAR) return
      pages = take(from.page)
    }
    event.preventDefault()
    held.value = { n: pages.length, x: event.clientX, y: event.clientY }
    drop.value = dropUnder(event.clientX, event.clientY)
    const box = scroller()?.getBoundingClientRect()
    if (box && event.clientY < box.top + EDGE) scroller()?.scrollBy(0, -SCROLL)
    if (box && event.clientY > box.bottom - EDGE) scroller()?.scrollBy(0, SCROLL)
  }
  function letGo(): void {
    const there = drop.value
    const carried = held.value ? pages : []
    leave()
    if (there && carried.length > 0) done(carried, there)
  }
  function start(event: PointerEvent, page: number): void {
    if (event.button !== 0 || event.pointerType === 'touch') return
    from = { x: event.clientX, y: event.clientY, page }
    window.addEventListener('pointermove', pull)
    window.addEventListener('pointerup', letGo)
    window.addEventListener('pointercancel', leave)
  }
  onBeforeUnmount(leave)
  return {
    held,
    drop,
    start,
    cancel: () => {
      const was = held.value !== null
      if (was) leave()
      return was
    },
  }
}
