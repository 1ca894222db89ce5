import { describe, expect, test } from 'vitest'
import { doubtAt, droppedAt, letterWalked, made, nextDoubt, range, standOf, walked, type Deed, type Made } from './deeds'
import { inkRows, standing } from './ink'
import { useSteps } from './steps'
import { applied, countBlanks, numbersOf, tableOf, type Table } from './table'
import type { BatchView, SheetView, SortOperation, SplitSuggestion } from './types'

const sheet = (id: number, kind: SheetView['kind'] = 'page'): SheetView => ({ id, file: 'A000001', file_n: id, kind, rotated: 0, read: true, barcodes: [], width: 1240, height: 1754, picture: `/p/${id}`, thumb: `/p/${id}?size=thumb` })
const suggestion = (id: string, after: number, state: SplitSuggestion['state'] = 'open'): SplitSuggestion => ({ id, after, sure: false, state, reasons: ['新称呼：尊敬的领导'] })

/** 1 2 | 3 4(blank) 5 6 | 7, with doubts behind 4 and 5. */
function view(version = 1, letters = [[sheet(1), sheet(2)], [sheet(3), sheet(4, 'blank'), sheet(5), sheet(6)], [sheet(7)]]): BatchView {
  return {
    row: { id: 'B000001', version } as BatchView['row'],
    files: [], notes: [], operations: [], can_undo: false, can_redo: false,
    letters: letters.map((sheets, at) => ({ n: at + 1, pages: sheets.length, sheets })),
    suggestions: [suggestion('s1', 2, 'taken'), suggestion('s2', 4), suggestion('s3', 5)],
  } // prettier-ignore
}
const table = tableOf(view())
const ids = (now: Table | null): string => now?.letters.map((pile) => pile.map((one) => one.id).join(' ')).join(' | ') ?? 'nothing'
const press = (deed: Deed, page: number, chosen = [page], blanks = false, on = table): Made => made(deed, on, { page, chosen, blanks })
/** What lies on the table after the press, or why nothing happened. */
function after(deed: Deed, page: number, chosen = [page], blanks = false): string {
  const result = press(deed, page, chosen, blanks)
  return 'why' in result ? result.why : ids(result.operations.reduce((now: Table, one) => applied(now, one) ?? now, table))
}

describe('The table', () => {
  test('Holds the letters as they lie and only doubts that wait', () => {
    expect(ids(table)).toBe('1 2 | 3 4 5 6 | 7')
    expect(table.doubts.map((one) => [one.id, one.after, one.follower])).toEqual([['s2', 4, 5], ['s3', 5, 6]])
    expect(countBlanks(table)).toBe(1)
  })
  test('Calls a page by its place in what was delivered, wherever it lies now', () => {
    const moved = applied(table, { op: 'move', pages: [7], to: 1, side: 'before' })
    expect(ids(moved)).toBe('7 1 2 | 3 4 5 6')
    expect(numbersOf(moved ?? table).get(7)).toBe(7)
  })
  test('Loses no page and doubles none, whatever is done to it', () => {
    const deeds: SortOperation[] = [{ op: 'split', after: 3 }, { op: 'merge', page: 7 }, { op: 'move', pages: [1, 6], to: 4, side: 'after' }, { op: 'rotate', pages: [2], by: 270 }, { op: 'mark', pages: [2, 3], as: 'envelope' }, { op: 'dismiss', suggestion: 's3' }]
    const end = deeds.reduce((now: Table, one) => applied(now, one) ?? now, table)
    expect(end.letters.flat().map((one) => one.id).sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
  })
  test('Forgets a doubt when its two pages do not lie beside each other any more', () => {
    expect(applied(table, { op: 'split', after: 4 })?.doubts.map((one) => one.id)).toEqual(['s3'])
    expect(applied(table, { op: 'move', pages: [6], to: 7, side: 'after' })?.doubts.map((one) => one.id)).toEqual(['s2'])
  })
})

describe('A press', () => {
  test('S splits behind the page and takes hidden blank pages along with it', () => {
    expect(after('split', 1)).toBe('1 | 2 | 3 4 5 6 | 7')
    expect(after('split', 3)).toBe('1 2 | 3 4 | 5 6 | 7')
    expect(after('split', 3, [3], true)).toBe('1 2 | 3 | 4 5 6 | 7')
  })
  test('S behind the last page of a letter says that there is nothing to split', () => {
    expect(after('split', 2)).toBe('batches.sort.why.lastPage')
  })
  test('S or D at a doubt decides it and goes on to the next one', () => {
    expect(press('split', 3)).toEqual({ operations: [{ op: 'split', after: 4 }], then: 5 })
    expect(press('dismiss', 5)).toEqual({ operations: [{ op: 'dismiss', suggestion: 's3' }], then: 3 })
    expect(after('dismiss', 1)).toBe('batches.sort.why.noDoubt')
  })
  test('M joins the letter with the one before it, and the first letter with none', () => {
    expect(after('merge', 5)).toBe('1 2 3 4 5 6 | 7')
    expect(after('merge', 1)).toBe('batches.sort.why.firstLetter')
  })
  test('Alt+arrows move what is chosen one place, out of the letter at its end and into the next', () => {
    expect(after('later', 1)).toBe('2 1 | 3 4 5 6 | 7')
    expect(after('later', 2)).toBe('1 | 2 3 4 5 6 | 7')
    expect(after('earlier', 7)).toBe('1 2 | 3 4 5 6 7')
    expect(after('earlier', 5)).toBe('1 2 | 5 3 4 6 | 7')
    expect(after('later', 3, [3, 5])).toBe('1 2 | 4 6 3 5 | 7')
    expect(after('earlier', 1)).toBe('batches.sort.why.firstPlace')
    expect(after('later', 7)).toBe('batches.sort.why.lastPlace')
  })
  test('R turns, Shift+R turns back, and four turns are none', () => {
    const turned = (times: number): number => Array.from({ length: times }).reduce((now: Table) => applied(now, { op: 'rotate', pages: [1], by: 90 }) ?? now, table).letters[0]?.[0]?.rotated ?? -1
    expect([turned(1), turned(4)]).toEqual([90, 0])
    expect(press('turnBack', 1)).toMatchObject({ operations: [{ by: 270 }] })
  })
  test('B, E and A mark, and pressed again take the mark away', () => {
    expect(press('envelope', 1, [1, 2])).toEqual({ operations: [{ op: 'mark', pages: [1, 2], as: 'envelope' }], then: 1 })
    expect(press('blank', 4, [4], true)).toEqual({ operations: [{ op: 'mark', pages: [4], as: 'page' }], then: 4 })
    expect(after('page', 1)).toBe('batches.sort.why.nothing')
  })
  test('B lets the page leave the view and the hand go on to the next', () => {
    expect(press('blank', 3)).toMatchObject({ then: 5 })
    expect(press('blank', 7)).toMatchObject({ then: 6 })
  })
})

describe('The hand', () => {
  test('Walks over what is in view, stays at the ends, and goes from letter to letter', () => {
    expect([walked(table, 3, 1, false), walked(table, 3, 1, true), walked(table, 7, 1, false), walked(table, 1, -1, false)]).toEqual([5, 4, 7, 1])
    expect([letterWalked(table, 5, 1, false), letterWalked(table, 5, -1, false), letterWalked(table, 7, 1, false)]).toEqual([7, 1, 7])
    expect(range(table, 5, 2, false)).toEqual([2, 3, 5])
  })
  test('Stands before the gap of a doubt, on the page that is in view', () => {
    expect(table.doubts.map((one) => standOf(table, one, false))).toEqual([3, 5])
    expect(doubtAt(table, 3, false)?.id).toBe('s2')
    expect(doubtAt(table, 4, true)?.id).toBe('s2')
    expect(doubtAt(table, 3, true)).toBeUndefined()
  })
  test('Goes from doubt to doubt, round the end and back', () => {
    expect([nextDoubt(table, 1, false)?.id, nextDoubt(table, 3, false)?.id, nextDoubt(table, 5, false)?.id, nextDoubt(table, 5, false, true)?.id]).toEqual(['s2', 's3', 's2', 's2'])
  })
  test('That lets pages fall where they lie already does nothing', () => {
    expect(droppedAt(table, [1], 2, 'before')).toEqual([])
    expect(droppedAt(table, [1], 1, 'after')).toEqual([])
    expect(droppedAt(table, [1], 7, 'after')).toEqual([{ op: 'move', pages: [1], to: 7, side: 'after' }])
  })
})

describe('The writing on a page', () => {
  const grey = Array.from({ length: 100 }, (_, i) => (i >= 33 && i <= 56 ? 20 : 250))
  test('Is found by its ink, whatever stands at the edge of the paper', () => {
    const { top, bottom } = inkRows(grey, 10, 10)
    expect([top.toFixed(2), bottom.toFixed(2)]).toEqual(['0.28', '0.62'])
    expect(inkRows(Array.from({ length: 100 }, () => 250), 10, 10)).toEqual({ top: 0, bottom: 1 })
  })
  test('Stands in the window with its beginning or its end', () => {
    const ink = { top: 0.3, bottom: 0.6 }
    expect([standing('start', ink, 1000, 200), standing('end', ink, 1000, 200)]).toEqual([38, 50])
    expect(standing('end', ink, 100, 200)).toBe(0)
  })
})

describe('Steps', () => {
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
  test('Are shown at once and sent one after the other, each on the version the last one left', async () => {
    const versions: number[] = []
    const steps = useSteps(view(), { send: async (_operations, version) => (versions.push(version), await later(), view(version + 1, [[sheet(1)]])), ask: async () => view(), told: () => {} })
    const all = [steps.take([{ op: 'split', after: 1 }]), steps.take([{ op: 'merge', page: 7 }])]
    expect(ids(steps.table.value)).toBe('1 | 2 | 3 4 5 6 7')
    expect(await Promise.all(all)).toEqual([true, true])
    expect(versions).toEqual([1, 2])
    expect([ids(steps.table.value), steps.waiting.value]).toEqual(['1', 0])
  })
  test('After a refused one are not sent, and the table is the server\'s again', async () => {
    let sent = 0
    const steps = useSteps(view(), { send: async () => (sent++, Promise.reject(new Error('stale'))), ask: async () => view(9, [[sheet(2)]]), told: () => {} })
    const all = [steps.take([{ op: 'split', after: 1 }]), steps.take([{ op: 'split', after: 3 }])]
    expect(await Promise.all(all)).toEqual([false, false])
    expect([sent, ids(steps.table.value), steps.view.value.row.version]).toEqual([1, '2', 9])
    expect(steps.error.value).toBeInstanceOf(Error)
  })
  test('Of others are taken over when none of one\'s own is on its way', async () => {
    const steps = useSteps(view(3), { send: async () => (await later(), view(4)), ask: async () => view(), told: () => {} })
    expect(steps.hear(view(3))).toBe(false)
    const mine = steps.take([{ op: 'split', after: 1 }])
    expect(steps.hear(view(5, [[sheet(3)]]))).toBe(false)
    await mine
    expect(steps.hear(view(6, [[sheet(3)]]))).toBe(true)
    expect(ids(steps.table.value)).toBe('3')
  })
})
