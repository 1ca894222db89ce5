/** Whether the window is a phone's. */
import { onBeforeUnmount, ref, type Ref } from 'vue'

export function useNarrow(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 700px)')
  const narrow = ref(query.matches)
  const hear = (): void => void (narrow.value = query.matches)
  query.addEventListener('change', hear)
  onBeforeUnmount(() => query.removeEventListener('change', hear))
  return narrow
}
