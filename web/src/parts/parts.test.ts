import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { ApiProblem, Unreached } from '@/api/problem'
import type { Receipt } from '@/api/types'
import ActButton from './ActButton.vue'
import { useAutosave, type Autosave } from './autosave'
import { diffTexts, tokens } from './diff_tokens'
import { pieces, replaced } from './doubts'
import ErrorCard from './ErrorCard.vue'
import SignStep from './SignStep.vue'
import { bringIntoView, fitWidth, keepInView, turnBox, zoomAt } from './view_transform'

const problem = (status: number): ApiProblem => new ApiProblem({ status, code: 'case.version', title: '已改', detail: '看改动', mark: '8F3A' })

describe('A doubtful line', () => {
  const line = { page: 1, n: 1, text: '甲𠮷乙丙', box: [], doubts: [{ at: 1, length: 1, text: '𠮷', box: [], candidates: ['吉'] }, { at: 3, length: 1, text: '丙', box: [], candidates: [] }] }
  test('Is cut at code points, so that a rare character stays whole', () => {
    expect(pieces(line).map((piece) => piece.text)).toEqual(['甲', '𠮷', '乙', '丙'])
  })
  test('Moves later doubts along when one is replaced by more or fewer characters', () => {
    const longer = replaced(line, line.doubts[0]!, '吉祥')
    expect(longer.text).toBe('甲吉祥乙丙')
    expect(longer.doubts[1]?.at).toBe(4)
    expect(pieces(longer).map((piece) => piece.text)).toEqual(['甲', '吉祥', '乙', '丙'])
  })
})

describe('The view of a page', () => {
  const page = { width: 1000, height: 1400 }
  const room = { width: 500, height: 400 }
  test('Keeps the point under the pointer where it is when it zooms', () => {
    const before = { x: -50, y: -20, scale: 0.5, turns: 0 }
    const after = zoomAt(before, 1.5, 200, 100)
    expect((200 - after.x) / after.scale).toBeCloseTo((200 - before.x) / before.scale)
    expect((100 - after.y) / after.scale).toBeCloseTo((100 - before.y) / before.scale)
  })
  test('Never loses the paper', () => {
    const view = keepInView({ x: -99999, y: 99999, scale: 1, turns: 0 }, page, room)
    expect([view.x, view.y]).toEqual([-500, 0])
  })
  test('Stays when the box is in view and moves when it is not', () => {
    const view = fitWidth(page, room, 0)
    expect(bringIntoView(view, [0.1, 0.1, 0.2, 0.05], page, room)).toEqual(keepInView(view, page, room))
    expect(bringIntoView(view, [0.1, 0.9, 0.2, 0.05], page, room).y).toBeLessThan(0)
  })
  test('Four quarter turns bring a box back', () => {
    let box: number[] = [0.1, 0.2, 0.3, 0.1]
    for (let i = 0; i < 4; i++) box = turnBox(box, 1)
    box.forEach((value, i) => expect(value).toBeCloseTo([0.1, 0.2, 0.3, 0.1][i]!))
  })
})

describe('A redline', () => {
  test('Changes numbers, dates, titles and document numbers as a whole', () => {
    expect(tokens('依据《信访条例》第三十四条')).toEqual(expect.arrayContaining(['《信访条例》', '第三十四条']))
    expect(diffTexts('限2026年9月2日前', '限2026年10月8日前').filter((change) => change.op !== 'same')).toEqual([
      { op: 'del', text: '2026年9月2日' },
      { op: 'ins', text: '2026年10月8日' },
    ])
  })
  test('Gives both texts back', () => {
    const [before, after] = ['维持𠮷某的请求1,200元。', '撤销𠮶某的请求1,300元。']
    const changes = diffTexts(before, after)
    expect(changes.filter((c) => c.op !== 'ins').map((c) => c.text).join('')).toBe(before)
    expect(changes.filter((c) => c.op !== 'del').map((c) => c.text).join('')).toBe(after)
  })
})

describe('An act button', () => {
  test('Acts once however often it is pressed', async () => {
    let finish = (): void => {}
    const act = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const button = mount(ActButton, { props: { act }, slots: { default: '送审' } })
    await button.trigger('click')
    await button.trigger('click')
    expect(button.text()).toContain('正在提交')
    finish()
    await flushPromises()
    expect(act).toHaveBeenCalledOnce()
  })
  test('Keeps the key of a press whose outcome is unknown, and takes a new one after an answer', async () => {
    const keys: string[] = []
    const answers = [new Unreached('x'), problem(409), undefined]
    const act = vi.fn((key: string) => (keys.push(key), answers[keys.length - 1] ? Promise.reject(answers[keys.length - 1]) : Promise.resolve()))
    const button = mount(ActButton, { props: { act } })
    for (let i = 0; i < 3; i++) {
      await button.trigger('click')
      await flushPromises()
    }
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
    expect(button.emitted('failed')).toHaveLength(2)
  })
})

describe('Saving by itself', () => {
  let saver: Autosave
  const save = vi.fn<(key: string) => Promise<void>>()
  beforeEach(() => {
    vi.useFakeTimers()
    save.mockReset()
    mount(defineComponent({ setup: () => ((saver = useAutosave(save)), () => h('i')) }))
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  test('Waits for one quiet second', async () => {
    save.mockResolvedValue()
    saver.touch()
    await vi.advanceTimersByTimeAsync(600)
    saver.touch()
    await vi.advanceTimersByTimeAsync(900)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(save).toHaveBeenCalledOnce()
    expect(saver.stage.value).toBe('saved')
  })
  test('Saves again what was typed while it saved', async () => {
    save.mockImplementationOnce(() => (saver.touch(), Promise.resolve())).mockResolvedValue()
    saver.touch()
    expect(await saver.flush()).toBe(true)
    expect(save).toHaveBeenCalledTimes(2)
  })
  test('Stops at a conflict and goes on when it is decided', async () => {
    save.mockRejectedValueOnce(problem(409)).mockResolvedValue()
    saver.touch()
    expect(await saver.flush()).toBe(false)
    saver.touch()
    await vi.advanceTimersByTimeAsync(60000)
    expect([saver.stage.value, save.mock.calls.length]).toEqual(['conflict', 1])
    saver.resume()
    await vi.advanceTimersByTimeAsync(10)
    expect(saver.stage.value).toBe('saved')
  })
  test('Tries again when the server was not reached', async () => {
    save.mockRejectedValueOnce(new Unreached('x')).mockResolvedValue()
    saver.touch()
    await vi.advanceTimersByTimeAsync(1100)
    expect(saver.stage.value).toBe('failed')
    await vi.advanceTimersByTimeAsync(5100)
    expect(saver.stage.value).toBe('saved')
  })
})

describe('An error card', () => {
  test('Has its four lines and stays', () => {
    const card = mount(ErrorCard, { props: { error: problem(409) } })
    expect(card.findAll('dt').map((line) => line.text())).toEqual(['发生了什么', '影响', '怎么办', '编号'])
    expect(card.text()).toContain('case.version · 8F3A')
  })
})

describe('Signing', () => {
  const receipt = { words: '对 v4 出具同意', actor: { name: '王某' }, at: 0, text: 'ab' } as unknown as Receipt
  const open = (more: object, sign = vi.fn(() => Promise.resolve(receipt))) => ({
    sign,
    step: mount(SignStep, { props: { title: '签署', does: '签署：对 v4', document: '复查意见书', version: 4, digest: '7f3a91c2', steps: ['文本'], blockers: [], password: true, sign, ...more }, attachTo: document.body }),
  })
  const wait = (ms: number): void => void vi.spyOn(performance, 'now').mockReturnValue(performance.now() + ms)
  afterEach(() => void vi.restoreAllMocks())

  test('Opens with the focus on its heading, not on the button', async () => {
    const { step } = open({})
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('H2')
    step.unmount()
  })
  test('Takes no press in the first 400 ms, none while something is missing, none on a moved text', async () => {
    const early = open({})
    await early.step.find('input').setValue('secret')
    await early.step.find('.go').trigger('click')
    expect(early.sign).not.toHaveBeenCalled()
    const blocked = open({ blockers: ['还有 1 项'] })
    const moved = open({ moved: true })
    wait(500)
    for (const one of [blocked, moved]) {
      await one.step.find('input').setValue('secret')
      await one.step.find('.go').trigger('click')
      expect(one.sign).not.toHaveBeenCalled()
    }
  })
  test('Wants the password, then signs once and shows the receipt', async () => {
    const { step, sign } = open({})
    wait(500)
    await step.find('.go').trigger('click')
    expect(sign).not.toHaveBeenCalled()
    expect(step.text()).toContain('请输入口令')
    await step.find('input').setValue('secret')
    await step.find('.go').trigger('click')
    await flushPromises()
    expect(sign).toHaveBeenCalledWith('secret', expect.stringMatching(/^[0-9a-f]{32}$/))
    expect(step.text()).toContain('回执')
  })
})
