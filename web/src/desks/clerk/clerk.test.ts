import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api'
import { accepted, formOf } from './accept_form'
import { mainAct, maskId, maskName, maskPhone, timelineOf } from './case_view'
import { likelyKind } from './id_kinds'
import { cellAt, cellsOf, forServer, unanswered, withNew, withoutCell, withSuggestion, withText, type Parts } from './draft_parts'
import { askOf, listOf, queryOfList } from './register_filter'
import { accusedWords, matterForm, matterInput, wantsReason } from './matter'
import { servedOn, windowFrom } from './service_window'

const parts: Parts = {
  claims: ['甲', '乙', '丙'],
  findings: [
    { claim: 1, text: '事实一', evidence: ['照片'] },
    { claim: 3, text: '事实三', evidence: [''] },
  ],
  reasoning: { paragraphs: ['依据《信访条例》第三十四条处理。'], citations: [] },
  dispositions: [{ claim: 1, outcome: 'uphold', ground: 'sound', text: '' }],
}

describe('what a matter is', () => {
  const before = { class: 'report' as const, accused: [{ name: '甲', organ: 'street', organ_name: '某街道', person: '' }], proposed: '' }
  it('is sent with whoever was named, and with nobody who was not', () => {
    const form = matterForm(before)
    form.accused.push({ name: ' 乙 ', organ: '', person: '' }, { name: '', organ: '', person: '' })
    expect(matterInput(form, before, 3)).toEqual({ version: 3, matter: 'report', accused: [{ name: '甲', organ: 'street', person: '' }, { name: '乙', organ: '', person: '' }] })
  })
  it('wants a reason where a report is to be none any more', () => {
    const form = { ...matterForm(before), class: 'relief', reason: ' 只是求助 ' }
    expect(wantsReason(form, before)).toBe(true)
    expect(matterInput(form, before, 3)).toEqual({ version: 3, matter: 'relief', reason: '只是求助' })
  })
  it('is offered as what the words make likely', () => {
    expect(matterForm({ class: '', accused: [], proposed: 'report' }).class).toBe('report')
    expect(accusedWords(before.accused[0]!)).toBe('甲（某街道）')
  })
})

describe('parts of a draft', () => {
  it('name every paragraph by a place that counts from one', () => {
    expect(cellsOf(parts).map((cell) => cell.place)).toEqual(['claims/1', 'claims/2', 'claims/3', 'findings/1', 'findings/2', 'reasoning/paragraphs/1', 'dispositions/1'])
    expect(cellAt(parts, 'findings/2/evidence/1')?.text).toBe('事实三')
  })
  it('say which requests are not answered, and by what', () => {
    expect(unanswered(parts)).toEqual([
      { claim: 2, missing: ['finding', 'disposition'] },
      { claim: 3, missing: ['disposition'] },
    ])
  })
  it('take the answers of a request away with it and close up the numbers', () => {
    const without = withoutCell(parts, 'claims/1')
    expect(without.claims).toEqual(['乙', '丙'])
    expect(without.findings?.map((one) => one.claim)).toEqual([2])
    expect(without.dispositions).toEqual([])
    expect(parts.claims).toHaveLength(3)
  })
  it('put a new finding where its request stands', () => {
    const made = withNew(parts, 'findings', { claim: 2 })
    expect(made.place).toBe('findings/2')
    expect(made.parts.findings?.map((one) => one.claim)).toEqual([1, 2, 3])
  })
  it('take a suggestion only where the quoted words stand exactly once', () => {
    const finding = { place: 'reasoning/paragraphs/1', quote: '《信访条例》第三十四条', suggestion: '《信访工作条例》第三十五条' }
    expect(withSuggestion(parts, finding)?.reasoning?.paragraphs).toEqual(['依据《信访工作条例》第三十五条处理。'])
    expect(withSuggestion(parts, { ...finding, quote: '没有这句' })).toBeNull()
    expect(withSuggestion(withText(parts, 'reasoning/paragraphs/1', '甲《信访条例》第三十四条乙《信访条例》第三十四条'), finding)).toBeNull()
    expect(withSuggestion(parts, { ...finding, quote: '' })).toBeNull()
  })
  it('leave empty lines at home', () => {
    expect(forServer(parts).findings?.[1]?.evidence).toEqual([])
  })
})

describe('the period after a service', () => {
  const calendars = { rest_days: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], work_days: ['2026-10-10'], calendar_years: [2026] }
  it('ends on the thirtieth day', () => {
    expect(windowFrom('2026-06-10', calendars)).toEqual({ known: true, raw: '2026-07-10', to: '2026-07-10' })
  })
  it('rolls past days of rest to the first working day, also to a Saturday worked instead', () => {
    expect(windowFrom('2026-09-01', calendars)).toEqual({ known: true, raw: '2026-10-01', to: '2026-10-08' })
    expect(windowFrom('2026-09-10', calendars)).toEqual({ known: true, raw: '2026-10-10', to: '2026-10-10' })
  })
  it('begins when a public notice has run its thirty days', () => {
    expect(servedOn('post', '2026-06-10')).toBe('2026-06-10')
    expect(servedOn('public_notice', '2026-06-10')).toBe('2026-07-10')
    expect(servedOn('public_notice', '')).toBe('')
  })
  it('is not guessed for a year without a published calendar', () => {
    expect(windowFrom('2026-12-10', calendars)).toEqual({ known: false, year: 2027 })
  })
})

describe('the register', () => {
  it('asks for the number and the list with one query', () => {
    expect(askOf({ stage: 'drafted', sort: '-due', page: '3', due: 'never', mine: '1' })).toMatchObject({ stage: 'drafted', sort: 'due', dir: 'desc', offset: 100, limit: 50, due: '', mine: true })
  })
  it('keeps a list in an address and finds it again', () => {
    const list = listOf({ stage: 'drafted', page: '2', row: 'X', peek: 'X' })
    expect(list).toBe('stage=drafted&page=2')
    expect(askOf(queryOfList(list))).toEqual(askOf({ stage: 'drafted', page: '2' }))
  })
})

describe('a case', () => {
  const view = (more: object): Schemas['CaseView'] => ({ acts: [], applicants: [], claims: ['甲'], rounds: [], ...more }) as unknown as Schemas['CaseView']
  const act = (code: string): object => ({ act: code, word: code, allowed: true, weight: 1 })
  it('offers submission first, unless a veto stands', () => {
    expect(mainAct(view({ acts: [act('draft'), act('submit')] }))).toBe('submit')
    expect(mainAct(view({ acts: [act('draft'), act('submit')], findings: [{ severity: 'veto', open: true }] }))).toBe('draft')
  })
  it('does not say a name twice', () => {
    const event = { n: 1, at: 0, actor: { id: 'x', name: '陈某', role: 'clerk' as const }, act: 'submit', word: '', from: '', to: '', text: '', words: '陈某 送法律审核' }
    expect(timelineOf([event])[0]).toMatchObject({ who: '陈某', what: '送法律审核', kind: 'documents' })
  })
  it('masks names, identity numbers and phones', () => {
    expect([maskName('张小明'), maskId('350205199001280395'), maskPhone('13900020115')]).toEqual(['张某某', '**************0395', '139****0115'])
  })
  it('proposes the kind of paper that a number looks like', () => {
    const kinds = ['350205199001010010', '810000199201010339', '911000198001010027', '91350100M000100Y43', 'H12345678', '12345678', 'ABC350212345678', 'e1234567', '35020519900101001'].map(likelyKind)
    expect(kinds).toEqual(['resident_id', 'residence_permit', 'permanent_resident', 'credit_code', 'hm_travel_permit', 'tw_travel_permit', 'permanent_resident', 'passport', 'resident_id'])
  })
  it('sends on acceptance only what a person put right', () => {
    const read = view({ applicants: [{ name: '张某', sex: '男', id_number: '350205********0395', phone: '', address: '', masked: true }] })
    expect(accepted(formOf(read), read)).toEqual({})
    const renamed = { ...formOf(read), applicants: [{ ...read.applicants[0]!, name: '李某' }] }
    expect(accepted(renamed, read)).toEqual({}) // a masked number is never sent back
    expect(accepted({ ...formOf(read), petitioners: 12 }, read)).toEqual({ petitioners: 12 })
    expect(accepted({ ...formOf(read), claims: ['乙', ' '] }, read)).toEqual({ claims: ['乙'] })
  })
})
