/**
 * All keys of the pages go through one listener and this table, so that the guard for input methods, dialogs and text fields is written once.
 * Innermost wins: bindings of the widget that holds the focus, then the page's, then the frame's. While a dialog is open only its own count.
 */
import { shallowReactive, shallowRef } from 'vue'
import { belongsToInputMethod, chordOf, isEditable, isPressable, isSingle } from './chord'

export interface Binding {
  /** Chords, e.g. `['J', 'ArrowDown']`; `1-9` stands for nine digits. */
  keys: string | string[]
  /** What it does, in the words of the page; shown in the key bar and in the help. Without words it is not shown. */
  does?: string
  act: (event: KeyboardEvent, chord: string) => void
  /** Shown in the bar at the bottom. */
  bar?: boolean
  /** Works in text fields too, although it is a single key (Enter, arrows of a combobox). */
  editing?: boolean
  /** Repeats while held down. Acts never do. */
  repeats?: boolean
  when?: (event: KeyboardEvent) => boolean
}

export interface Group {
  bindings: Binding[]
  /** The widget; absent for bindings of a page or the frame. */
  scope?: () => HTMLElement | null | undefined
  layer: number
  /** Later groups win over earlier ones; the frame registers first. */
  order: number
  place: 'frame' | 'page' | 'widget'
}

const SEQUENCE_MS = 1000

export const groups = shallowReactive<Group[]>([])
export const layers = shallowReactive<number[]>([0])
/** 个人设置: single keys of pages can be turned off (WCAG 2.1.4); those of a focused widget stay. */
export const singleKeys = shallowRef(true)

let counter = 0
let waiting: { chord: string; until: number } | null = null

export function addGroup(group: Omit<Group, 'order'>): () => void {
  const entry: Group = { ...group, order: ++counter }
  groups.push(entry)
  return () => {
    const at = groups.indexOf(entry)
    if (at >= 0) groups.splice(at, 1)
  }
}

/** Opens a layer (a dialog): until it is closed, only groups of this layer receive keys. */
export function pushLayer(): { id: number; close: () => void } {
  const id = ++counter
  layers.push(id)
  return {
    id,
    close: () => {
      const at = layers.indexOf(id)
      if (at >= 0) layers.splice(at, 1)
    },
  }
}

export function chordsOf(binding: Binding): string[] {
  const listed = Array.isArray(binding.keys) ? binding.keys : [binding.keys]
  return listed.flatMap((key) => (key === '1-9' ? ['1', '2', '3', '4', '5', '6', '7', '8', '9'] : [key]))
}

export function topLayer(): number {
  return layers[layers.length - 1] ?? 0
}

function holdsFocus(group: Group, event: KeyboardEvent): boolean {
  const scope = group.scope?.()
  return scope instanceof HTMLElement && event.target instanceof Node && scope.contains(event.target)
}

function allowed(group: Group, binding: Binding, chord: string, event: KeyboardEvent): boolean {
  if (event.repeat && !binding.repeats) return false
  if (binding.when && !binding.when(event)) return false
  if (!isSingle(chord)) return true
  if (isEditable(event.target)) return binding.editing === true
  if (group.scope) return true
  if ((chord === 'Enter' || chord === 'Space') && isPressable(event.target)) return false
  return singleKeys.value || binding.editing === true
}

/** Widgets inside others come first; among equals the one added last. */
function candidates(event: KeyboardEvent): Group[] {
  const top = topLayer()
  const depth = (group: Group): number => {
    if (!group.scope) return group.place === 'frame' ? -2 : -1
    let steps = 0
    for (let at: HTMLElement | null | undefined = group.scope(); at; at = at.parentElement) steps++
    return steps
  }
  return groups
    .filter((group) => group.layer === top && (!group.scope || holdsFocus(group, event)))
    .sort((a, b) => depth(b) - depth(a) || b.order - a.order)
}

function fire(event: KeyboardEvent, chord: string): boolean {
  for (const group of candidates(event)) {
    const binding = group.bindings.find((b) => chordsOf(b).includes(chord) && allowed(group, b, chord, event))
    if (!binding) continue
    event.preventDefault()
    event.stopPropagation()
    binding.act(event, chord)
    return true
  }
  return false
}

function startsSequence(event: KeyboardEvent, chord: string): boolean {
  if (isEditable(event.target) || !singleKeys.value) return false
  return candidates(event).some((group) => group.bindings.some((b) => chordsOf(b).some((c) => c.startsWith(chord + ' '))))
}

/** The one listener. Returns whether the press was ours. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || belongsToInputMethod(event)) return false
  if (['Shift', 'Control', 'Alt', 'Meta', 'Process', 'Dead'].includes(event.key)) return false
  const chord = chordOf(event)
  const first = waiting
  waiting = null
  if (first && event.timeStamp <= first.until && fire(event, `${first.chord} ${chord}`)) return true
  if (fire(event, chord)) return true
  if (!startsSequence(event, chord)) return false
  waiting = { chord, until: event.timeStamp + SEQUENCE_MS }
  event.preventDefault()
  return true
}
