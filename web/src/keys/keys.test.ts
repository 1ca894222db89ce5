import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, type Ref } from 'vue'
import { chordOf, shownChord } from './chord'
import { groups, handleKey, layers, singleKeys, type Binding } from './registry'
import { useKeyLayer, useKeys } from './use_keys'

function press(target: EventTarget, key: string, more: KeyboardEventInit & { keyCode?: number } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}

function page(bindings: Binding[], scoped = false): { root: HTMLElement; input: HTMLInputElement; button: HTMLButtonElement; gone: () => void } {
  const part = defineComponent({
    setup() {
      const root = ref<HTMLElement>()
      useKeys(bindings, scoped ? { scope: root } : {})
      return () => h('div', { ref: root, tabindex: 0 }, [h('input'), h('button', 'b')])
    },
  })
  const wrapper = mount(part, { attachTo: document.body })
  return { root: wrapper.element as HTMLElement, input: wrapper.find('input').element, button: wrapper.find('button').element, gone: () => wrapper.unmount() }
}

beforeEach(() => {
  window.addEventListener('keydown', handleKey)
})
afterEach(() => {
  window.removeEventListener('keydown', handleKey)
  groups.splice(0)
  layers.splice(1)
  singleKeys.value = true
  document.body.innerHTML = ''
})

describe('A chord', () => {
  test('Is named as people read it', () => {
    expect(chordOf(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))).toBe('Ctrl+Enter')
    expect(chordOf(new KeyboardEvent('keydown', { key: 'x', shiftKey: true }))).toBe('Shift+X')
    expect(chordOf(new KeyboardEvent('keydown', { key: '?', shiftKey: true }))).toBe('?')
    expect(chordOf(new KeyboardEvent('keydown', { key: 'Ω', code: 'KeyZ', altKey: true }))).toBe('Alt+Z')
  })
  test('Is shown with the words of the keys', () => {
    expect(shownChord('Space', '空格')).toBe('空格')
    expect(shownChord('Alt+ArrowLeft', '空格')).toBe('Alt+←')
    expect(shownChord('+', '空格')).toBe('+')
    expect(shownChord('Ctrl++', '空格')).toBe('Ctrl++')
  })
})

describe('Keys', () => {
  test('Act for the page and say so to the browser', () => {
    const act = vi.fn()
    page([{ keys: 'Ctrl+Enter', act }])
    expect(press(document.body, 'Enter', { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(act).toHaveBeenCalledOnce()
  })
  test('Never act while an input method composes, whichever way it says so', () => {
    const act = vi.fn()
    const { input } = page([{ keys: 'Enter', act, editing: true }])
    press(input, 'Enter', { isComposing: true })
    press(input, 'Enter', { keyCode: 229 })
    press(input, 'Process')
    expect(act).not.toHaveBeenCalled()
    press(input, 'Enter')
    expect(act).toHaveBeenCalledOnce()
  })
  test('Leave single letters to a text field', () => {
    const act = vi.fn()
    const { input, root } = page([{ keys: 'J', act }], true)
    press(input, 'j')
    expect(act).not.toHaveBeenCalled()
    press(root, 'j')
    expect(act).toHaveBeenCalledOnce()
  })
  test('Of a widget work only while the focus is in it', () => {
    const act = vi.fn()
    page([{ keys: 'J', act }], true)
    press(document.body, 'j')
    expect(act).not.toHaveBeenCalled()
  })
  test('Of the inner widget win over those of the page', () => {
    const outer = vi.fn()
    const inner = vi.fn()
    const widget = page([{ keys: 'R', act: inner }], true)
    page([{ keys: 'R', act: outer }])
    press(widget.root, 'r')
    expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 0])
  })
  test('Leave Enter to a button that has the focus', () => {
    const act = vi.fn()
    const { button } = page([{ keys: 'Enter', act }])
    expect(press(button, 'Enter').defaultPrevented).toBe(false)
    expect(act).not.toHaveBeenCalled()
  })
  test('Held down act once, unless they walk', () => {
    const act = vi.fn()
    const walk = vi.fn()
    page([
      { keys: 'Ctrl+Enter', act },
      { keys: 'J', act: walk, repeats: true },
    ])
    press(document.body, 'Enter', { ctrlKey: true, repeat: true })
    press(document.body, 'j', { repeat: true })
    expect([act.mock.calls.length, walk.mock.calls.length]).toEqual([0, 1])
  })
  test('Pressed after each other make a sequence', () => {
    const act = vi.fn()
    page([{ keys: 'G T', act }])
    press(document.body, 'g')
    press(document.body, 't')
    expect(act).toHaveBeenCalledOnce()
  })
  test('Of the page can be switched off one by one, chords stay', () => {
    const single = vi.fn()
    const chord = vi.fn()
    page([
      { keys: 'Y', act: single },
      { keys: 'Ctrl+S', act: chord },
    ])
    singleKeys.value = false
    press(document.body, 'y')
    press(document.body, 's', { ctrlKey: true })
    expect([single.mock.calls.length, chord.mock.calls.length]).toEqual([0, 1])
  })
  test('Of the page rest while a dialog is open, and come back', async () => {
    const below = vi.fn()
    const above = vi.fn()
    const open: Ref<boolean> = ref(false)
    page([{ keys: 'Ctrl+Enter', act: below }])
    mount(defineComponent({ setup: () => (useKeyLayer(open, [{ keys: 'Ctrl+Enter', act: above }]), () => h('i')) }))
    open.value = true
    await nextTick()
    press(document.body, 'Enter', { ctrlKey: true })
    open.value = false
    await nextTick()
    press(document.body, 'Enter', { ctrlKey: true })
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([1, 1])
  })
  test('Go with the component that asked for them', () => {
    const act = vi.fn()
    const { gone } = page([{ keys: 'Ctrl+S', act }])
    gone()
    press(document.body, 's', { ctrlKey: true })
    expect(act).not.toHaveBeenCalled()
  })
})
