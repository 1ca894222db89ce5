/**
 * Names of key presses. A chord is written as people read it: `Ctrl+Enter`, `Shift+X`, `?`, `Space`, `1`; two presses after each other are
 * written with a space between (`G T`). Letters are upper case.
 */

const NAMED: Record<string, string> = { ' ': 'Space', Esc: 'Escape', Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp', Down: 'ArrowDown' }

/** The name of a press. With Alt the physical key counts, because some layouts put other letters there. */
export function chordOf(event: KeyboardEvent): string {
  let key = NAMED[event.key] ?? event.key
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) key = event.code.slice(3)
  const letter = /^[a-z]$/i.test(key)
  if (letter) key = key.toUpperCase()
  const printable = key.length === 1 && !letter
  const shift = event.shiftKey && !printable // `?` is already what Shift made of `/`
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key].filter(Boolean).join('+')
}

/** Whether a press belongs to the input method. Some send the Enter that commits a word as a plain keydown with code 229. */
export function belongsToInputMethod(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** A single key without Ctrl or Alt: works in 浏览态 only, never while a text field has the focus. */
export function isSingle(chord: string): boolean {
  return !/(Ctrl|Alt)\+/.test(chord) && !/^(Shift\+)?F\d+$/.test(chord) && !chord.endsWith('Escape')
}

export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range|file)$/.test(target.type)
}

/** Whether the browser itself does something with Enter or Space here. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a[href],button,summary,select,input[type=checkbox],input[type=radio],[role=tab],[role=menuitem]') !== null
}

const SHOWN: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }

/** How a chord is written on the screen; `space` is the word for the space bar. */
export function shownChord(chord: string, space: string): string {
  return chord
    .split(' ')
    .map((press) => {
      const parts = press === '+' ? ['+'] : press.split(/\+(?=.)/)
      return parts.map((part) => (part === 'Space' ? space : (SHOWN[part] ?? part))).join('+')
    })
    .join(' ')
}
