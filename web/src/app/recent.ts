/** The ten objects opened last, by number only and for this tab only: office computers are shared. */
import { ref } from 'vue'

const TEN = 10

export const recent = ref<{ name: string; path: string }[]>([])

/** `name` is a number or 文号, never a person's name. */
export function remember(name: string, path: string): void {
  recent.value = [{ name, path }, ...recent.value.filter((one) => one.path !== path)].slice(0, TEN)
}
