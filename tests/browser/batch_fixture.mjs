/**
 * A batch for the tests of its pages, as a server would tell of it, and what a server would do to it. A page is a number: its name in the store and
 * its place in what was delivered. Names and senders are invented.
 */
const AT = Date.UTC(2026, 10, 22, 6, 2)
export const ID = 'B000012'

export function batchRow(id = ID, more = {}) {
  return {
    id, version: 1, name: '2026-11-22 早班', channel: 'letter', source: 'upload', box: '3', received: '2026-11-22', received_confirmed: true, layout: 'by_kind', two_sided: false,
    at: AT, by: '李某', state: 'to_sort', reason: '', files: 1, rejected_files: 0, duplicate_files: 0, pages: 12, pages_read: 12, letters: 0, verified: 0, undecided: 3, next: 'sort', ...more,
  } // prettier-ignore
}
export const BATCH_ROWS = [
  batchRow('B000014', { name: '2026-11-22 上午', state: 'reading', next: 'wait', pages: 250, pages_read: 137, pages_a_minute: 62, left_s: 110, undecided: 0, box: '' }),
  batchRow(),
  batchRow('B000011', { name: '监视文件夹 11-22', source: 'folder', state: 'sorted', next: 'verify', pages: 48, pages_read: 48, letters: 17, verified: 5, undecided: 0 }),
  batchRow('B000010', { name: '晚班', state: 'stuck', next: 'look', reason: '第 3 页没有读成：图像损坏', pages: 40, pages_read: 39, undecided: 0 }),
  batchRow('B000009', { name: '还在收', state: 'open', next: 'add', files: 0, pages: 0, pages_read: 0, undecided: 0 }),
  batchRow('B000008', { name: '11-20 来件', source: 'command', by: '系统', state: 'sorted', next: 'none', letters: 9, verified: 9, undecided: 0 }),
]
export const batchList = (rows = BATCH_ROWS) => ({ rows, total: rows.length, counts: { todo: 3, reading: 1, today: 1, all: rows.length } })

const sheet = (id, more = {}) => ({ id, file: 'A000031', file_n: id, kind: 'page', rotated: 0, read: true, barcodes: [], width: 1240, height: 1754, picture: `/api/v1/pages/${id}/picture`, thumb: `/api/v1/pages/${id}/picture?size=thumb`, ...more })
const suggestion = (id, after, reasons, sure = false) => ({ id, after, sure, reasons, state: sure ? 'taken' : 'open' })

/** Four letters in one heap of twelve pages: a separator was laid once and forgotten three times; page 6 is blank, 10 an envelope. */
export function view() {
  const sheets = (pages) => pages.map((id) => sheet(id, id === 3 ? { kind: 'separator' } : id === 6 ? { kind: 'blank' } : id === 10 ? { kind: 'envelope' } : id === 4 ? { label: 'H0317' } : {}))
  return {
    row: batchRow(),
    files: [{ id: 'A000031', name: '早班 第3箱.pdf', state: 'in_progress', code: '', reason: '', bytes: 3_400_000, pages: 12, pages_read: 12 }],
    letters: [{ n: 1, pages: 2, sheets: sheets([1, 2]) }, { n: 2, pages: 8, sheets: sheets([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) }],
    suggestions: [suggestion('s1', 2, ['有分隔单'], true), suggestion('s2', 6, ['新称呼：尊敬的领导', '前一页已有落款或日期']), suggestion('s3', 8, ['页码又从 1 起']), suggestion('s4', 9, ['像信封'])],
    notes: [], operations: [], can_undo: false, can_redo: false,
  } // prettier-ignore
}

/** One heap of many pages, for what a whole tray weighs. */
export function bigView(n = 250) {
  const letters = []
  for (let id = 1; id <= n; ) {
    const pages = Array.from({ length: Math.min(3 + (id % 5), n - id + 1) }, (_, i) => sheet(id + i))
    letters.push({ n: letters.length + 1, pages: pages.length, sheets: pages })
    id += pages.length
  }
  return { ...view(), row: batchRow(ID, { pages: n, pages_read: n, undecided: 0 }), letters, suggestions: [] }
}

const spot = (letters, page) => letters.flatMap((one, letter) => one.sheets.map((each, at) => ({ letter, at, id: each.id }))).find((one) => one.id === page)
function onePiece(letters, op) {
  const all = letters.map((one) => ({ ...one, sheets: [...one.sheets] }))
  const pages = op.pages ?? []
  if (op.op === 'split') {
    const { letter, at } = spot(all, op.after)
    all.splice(letter + 1, 0, { sheets: all[letter].sheets.splice(at + 1) })
  }
  if (op.op === 'merge') {
    const { letter } = spot(all, op.page)
    all[letter - 1].sheets.push(...all[letter].sheets)
    all.splice(letter, 1)
  }
  if (op.op === 'move') {
    const taken = pages.map((page) => {
      const { letter, at } = spot(all, page)
      return all[letter].sheets.splice(at, 1)[0]
    })
    const { letter, at } = spot(all, op.to)
    all[letter].sheets.splice(at + (op.side === 'before' ? 0 : 1), 0, ...taken)
  }
  const changed = (each) => (op.op === 'rotate' ? { ...each, rotated: (each.rotated + op.by) % 360 } : { ...each, kind: op.as })
  for (const one of all) if (op.op === 'rotate' || op.op === 'mark') one.sheets = one.sheets.map((each) => (pages.includes(each.id) ? changed(each) : each))
  return all.filter((one) => one.sheets.length > 0)
}

/** The batch at its addresses: lists, the table with undo and redo, closing and adding. `first` is the batch before anybody touched it. */
export function layBatch(house, first = view(), rows = BATCH_ROWS) {
  let steps = []
  let done = 0
  let state = first.row.state
  let version = first.row.version
  const now = () => {
    const operations = steps.slice(0, done).flat()
    const letters = operations.filter((op) => op.op !== 'dismiss').reduce(onePiece, first.letters).map((one, i) => ({ ...one, n: i + 1, pages: one.sheets.filter((each) => !['blank', 'separator'].includes(each.kind)).length }))
    const follower = (after) => first.letters.flatMap((one) => one.sheets).find((_, i, all) => all[i - 1]?.id === after)?.id
    const suggestions = first.suggestions.map((one) => {
      if (one.sure) return one
      const [here, there] = [spot(letters, one.after), spot(letters, follower(one.after))]
      const apart = here.letter !== there.letter || there.at !== here.at + 1
      return { ...one, state: operations.some((op) => op.suggestion === one.id) ? 'dismissed' : apart ? 'decided' : 'open' }
    })
    const undecided = suggestions.filter((one) => one.state === 'open').length
    const sorted = state === 'sorted'
    return {
      ...first,
      row: { ...first.row, version, state, undecided, next: sorted ? 'verify' : first.row.next, letters: sorted ? letters.length : first.row.letters },
      letters: sorted ? letters.map((one, i) => ({ ...one, arrival: `A00005${i}`, state: i === 1 ? 'in_progress' : 'needs_person' })) : letters,
      suggestions,
      operations: steps.map((one, i) => ({ n: i + 1, words: one[0].op, operations: one, by: '李某', at: AT, applied: i < done })),
      can_undo: done > 0, can_redo: done < steps.length,
    } // prettier-ignore
  }
  const arrange = (_url, body) => {
    if (body.version !== version) return house.problem(409, 'batch.stale', '另一人刚刚动过这一批的分件，请刷新后再继续。', { detail: '桌面已换成最新的。' })
    const fresh = []
    for (const op of body.operations) {
      if (op.op === 'undo') done--
      else if (op.op === 'redo') done++
      else if (op.op === 'finish') state = 'sorted'
      else fresh.push(op)
    }
    if (fresh.length > 0) {
      steps = [...steps.slice(0, done), fresh]
      done++
    }
    version++
    return [200, now()]
  }
  Object.assign(house.answers, {
    'GET /batches': () => [200, batchList(rows)],
    'POST /batches': () => [201, now()],
    [`GET /batches/${first.row.id}`]: () => [200, now()],
    [`POST /batches/${first.row.id}/operations`]: arrange,
    [`POST /batches/${first.row.id}/close`]: () => {
      state = 'reading'
      version++
      return [200, now()]
    },
  })
  return { now, arrange: (operations) => arrange('', { version, operations }) }
}
