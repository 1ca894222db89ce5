/** How this person likes the pages on this computer. Nothing about people or cases is ever kept in the browser. */
import { ref, watch } from 'vue'
import { singleKeys } from '@/keys/registry'

export type Density = 'compact' | 'normal' | 'wide'

const KEPT = 'docket.look'

function kept(): { density?: Density; singleKeys?: boolean; narrow?: boolean } {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as object
  } catch {
    return {} // storage may be switched off; the defaults do
  }
}

const density = ref<Density>('normal')
const narrow = ref(false)

function apply(): void {
  const before = kept()
  density.value = before.density ?? 'normal'
  narrow.value = before.narrow ?? false
  singleKeys.value = before.singleKeys ?? true
  watch(
    [density, narrow, singleKeys],
    () => {
      document.documentElement.dataset.density = density.value
      try {
        localStorage.setItem(KEPT, JSON.stringify({ density: density.value, narrow: narrow.value, singleKeys: singleKeys.value }))
      } catch {
        // not kept then: it holds for this tab
      }
    },
    { immediate: true },
  )
}

export const preferences = { density, narrow, singleKeys, apply }
