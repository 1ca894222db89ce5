import { describe, expect, test } from 'vitest'
import { t, zh } from './zh'

function leaves(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
}
const all = leaves(zh)

/** Names that are written in Latin letters everywhere. */
const NAMES = /\b(docket|Chromium|Enter|Esc|Ctrl|Alt|Shift|Tab|F\d+|PDF|OFD|DOCX|Excel|CSV|EMS|X|R|v)\b|v\{\w+\}/g

describe('The catalogue', () => {
  test('Holds no English', () => {
    const english = all.filter(([, text]) => /[A-Za-z]{2,}/.test(text.replace(/\{\w+\}/g, '').replace(NAMES, '')))
    expect(english).toEqual([])
  })
  test('Holds no raw code', () => {
    expect(all.filter(([, text]) => /[a-z]+[._][a-z]+/.test(text.replace(/\{\w+\}/g, '')))).toEqual([])
  })
  test('Says more than that something went well or wrong', () => {
    const empty = /^(操作成功|操作失败|提交成功|参数错误|系统错误|未知错误|保存成功|确定要.*吗？?)[。！]?$/
    expect(all.filter(([, text]) => empty.test(text))).toEqual([])
  })
  test('Has no empty string and no half-width punctuation between Chinese words', () => {
    expect(all.filter(([, text]) => text.trim() === '' || /[\u4e00-\u9fff][,;:?!](?=[\u4e00-\u9fff]|$)/.test(text))).toEqual([])
  })
  test('Puts values where they belong and leaves what is missing in view', () => {
    expect(t('parts.table.total', { n: 3 })).toBe('共 3 件')
    expect(t('parts.table.total')).toContain('{n}')
  })
})
