/** Which sheets are in or near the window, so that only their pictures are asked for and kept in the document. */
import { onBeforeUnmount, shallowReactive, type Directive } from 'vue'

export interface Near {
  pages: Set<number>
  /** `v-near="page"` on the sheet. */
  vNear: Directive<HTMLElement, number>
}

export function useNear(): Near {
  const pages = shallowReactive(new Set<number>())
  const numbers = new WeakMap<Element, number>()
  const observer = new IntersectionObserver((seen) => {
    for (const one of seen) {
      const page = numbers.get(one.target)
      if (page === undefined) continue
      if (one.isIntersecting) pages.add(page)
      else pages.delete(page)
    }
  })
  onBeforeUnmount(() => observer.disconnect())
  return {
    pages,
    vNear: {
      mounted: (element, { value }) => {
        numbers.set(element, value)
        observer.observe(element)
      },
      updated: (element, { value }) => void numbers.set(element, value),
      unmounted: (element) => observer.unobserve(element),
    },
  }
}
