/** Rules of the pages that a reader of the code can break without noticing. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const src = __dirname

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/<!--[\s\S]*?-->/g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
const files = walk(src)
  .filter((path) => /\.(ts|vue|css)$/.test(path) && !/\.test\.ts$/.test(path) && !path.endsWith('schema.ts'))
  .map((path) => ({ path: relative(src, path), whole: readFileSync(path, 'utf8'), text: withoutComments(readFileSync(path, 'utf8')) }))

function found(pattern: RegExp, where = (path: string): boolean => path !== ''): string[] {
  return files.filter((file) => where(file.path)).flatMap((file) => file.text.split('\n').filter((line) => pattern.test(line)).map((line) => `${file.path}: ${line.trim().slice(0, 100)}`))
}

describe('The pages', () => {
  test('Listen to the keyboard in one place only', () => {
    expect(found(/@key(down|up|press)|addEventListener\(\s*['"]key|\bonkey(down|up|press)\b/i, (path) => path !== 'keys/use_keys.ts')).toEqual([])
  })
  test('Use nothing that the oldest supported engine lacks', () => {
    expect(found(/:has\(|color-mix\(|@container|@layer\b|toSorted|toReversed|toSpliced|Object\.groupBy|withResolvers|structuredClone|\.at\(-?\d|Array\.fromAsync|\binset-inline/)).toEqual([])
  })
  test('Use nothing that plain http has not', () => {
    expect(found(/navigator\.(locks|clipboard|serviceWorker|storage|wakeLock)|crypto\.(subtle|randomUUID)|showSaveFilePicker/)).toEqual([])
  })
  test('Keep nothing about people in the browser', () => {
    expect(found(/localStorage|sessionStorage|indexedDB|document\.cookie/, (path) => !['app/preferences.ts', 'desks/mailroom/uploads.ts'].includes(path))).toEqual([]) // the latter: sizes of files, see its test
  })
  test('Take their words from the catalogue', () => {
    expect(found(/[\u4e00-\u9fff]/, (path) => path.endsWith('.vue') && !path.startsWith('dev/'))).toEqual([])
  })
  test('Take the widgets of Element Plus through one door', () => {
    expect(found(/from ['"]element-plus|element-plus\//, (path) => path !== 'parts/widgets.ts')).toEqual([])
  })
  test('Fetch nothing from other houses', () => {
    expect(found(/https?:\/\/(?!www\.w3\.org\/)/)).toEqual([])
  })
  test('Ask no ready-made "are you sure"', () => {
    expect(found(/ElMessageBox|\bconfirm\(|\balert\(|v-html|innerHTML/)).toEqual([])
  })
  test('Hold no place names', () => {
    expect(found(/厦门|海沧|福建/)).toEqual([])
  })
  test('Are files of at most 400 lines', () => {
    expect(files.filter((file) => file.whole.split('\n').length > 400).map((file) => file.path)).toEqual([])
  })
})
