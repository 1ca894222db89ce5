/** How a Picker finds: by name, alias, code, or pinyin initials. What begins so comes first. */
import type { PickerOption } from './shapes'

const SHOWN = 50

function rank(option: PickerOption, wanted: string): number {
  const label = option.label.toLowerCase()
  if (option.code?.toLowerCase() === wanted || label === wanted) return 0
  if (label.startsWith(wanted)) return 1
  if (option.initials?.startsWith(wanted) || option.code?.toLowerCase().startsWith(wanted)) return 2
  if (option.aliases?.some((alias) => alias.toLowerCase().includes(wanted))) return 3
  if (label.includes(wanted) || option.initials?.includes(wanted)) return 4
  return -1
}

export function findOptions(options: PickerOption[], typed: string, recent: string[] = []): PickerOption[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') {
    const first = recent.slice(0, 5).flatMap((id) => options.filter((option) => option.id === id))
    return [...first, ...options.filter((option) => !first.includes(option))].slice(0, SHOWN)
  }
  return options
    .map((option) => ({ option, place: rank(option, wanted) }))
    .filter((one) => one.place >= 0)
    .sort((a, b) => a.place - b.place)
    .map((one) => one.option)
    .slice(0, SHOWN)
}
