/**
 * A house with a mailroom for the tests of its pages: the words, the lists and the letters a server would answer with, and the paper itself, drawn
 * by the browser, so that every box lies where its characters are. Every person, number and place in it is invented.
 */
const AT = Date.UTC(2026, 10, 22, 6, 2)
const A4 = { width: 1240, height: 1754 }

export const LINES = [
  '信访事项复查申请书',
  '申请人：林阿明，男，住某某区东埔村12号。',
  '身份证号：350205197001010011　电话：13800005678',
  '被申请人：某某街道办事处。',
  '请求事项：一、撤销某信访〔2026〕15号信访事项处理意见书；',
  '二、责令按2024年标准补偿青苗及地上附着物损失。',
  '事实与理由：本人系某某街道东埔村村民。2026年9月，因',
  '征地补偿一事，本人向某某街道办事处反映补偿标准前后不',
  '一致，请求重新核定。街道办事处于2026年10月8日作出某信',
  '访〔2026〕15号信访事项处理意见书，认为补偿已经到位。',
  '本人不服。一是丈量时本人并不在场，也没有签字；二是同',
  '村其他住户按每亩五万八千元补偿，本人只得四万二千元；',
  '三是鱼塘边的二十六棵龙眼树没有计入。上述情况有村民小',
  '组证明和照片为证。现申请复查，请依法处理。',
  '申请人：林阿明',
  '2026年11月3日',
]

function sheet() {
  const row = (text, i) => `<p style="${i === 0 ? 'text-align:center;font-size:44px;margin-bottom:60px' : i >= LINES.length - 2 ? 'text-align:right' : ''}" data-n="${i}">${text}</p>`
  return `<style>body{margin:0;background:#fbfaf6;width:${A4.width}px;height:${A4.height}px;font:34px/72px "Noto Serif CJK SC",serif;color:#23252b}main{padding:130px 120px}p{margin:0;white-space:pre}</style><main>${LINES.map(row).join('')}</main>`
}

/** The page as a JPEG, and where each run of characters stands on it. */
export async function drawPaper(browser) {
  const page = await browser.newPage({ viewport: A4 })
  await page.setContent(sheet())
  const rects = await page.evaluate((size) => {
    const fraction = (rect) => [rect.left / size.width, (rect.top + rect.height * 0.1) / size.height, rect.width / size.width, (rect.height * 0.8) / size.height]
    return [...document.querySelectorAll('p')].map((row) => {
      const text = row.firstChild
      const at = (from, to) => {
        const range = document.createRange()
        range.setStart(text, from)
        range.setEnd(text, to)
        return fraction(range.getBoundingClientRect())
      }
      return { whole: at(0, text.length), each: [...text.data].map((_, i) => at(i, i + 1)) }
    })
  }, A4)
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  const boxOf = (line, from, length = 1) => {
    const [first, last] = [rects[line].each[from], rects[line].each[from + length - 1]]
    return [first[0], first[1], last[0] + last[2] - first[0], first[3]]
  }
  return { jpeg, line: (n) => rects[n].whole, boxOf }
}

const word = (code, text, shape, tone) => ({ code, word: text, ...(shape ? { shape } : {}), ...(tone ? { tone } : {}) })
const organ = (code, name, initials) => ({ code, name, kind: 'street', initials, aliases: [], reviewers: [] })
export const words = {
  stages: [], acts: [], levels: [], roles: [], severities: [], outcomes: [], grounds: [], service_modes: [],
  letter_kinds: [word('first_letter', '初次来信'), word('review_application', '复查申请'), word('re_review_application', '复核申请')],
  arrival_states: [word('in_progress', '读取中', '◐', 'plain'), word('registered', '已登记', '✓', 'good'), word('needs_person', '需人工', '▲', 'warn'), word('rejected', '退回', '✕', 'bad'), word('duplicate', '重复', '＝', 'quiet')],
  channels: [word('letter', '来信'), word('visit', '来访'), word('mail', '邮箱')],
  fields: [word('kind', '来信种类'), word('applicant', '申请人'), word('respondent_code', '被申请人'), word('disputed_number', '原意见文号'), word('disputed_date', '原意见日期'), word('claim', '请求')],
  organs: [organ('o1', '某某街道办事处', 'mmjdbsc'), organ('o2', '东山街道办事处', 'dsjdbsc'), organ('o3', '某某区人民政府', 'mmqrmzf')],
  rest_days: ['2026-10-01'], work_days: ['2026-10-10'], calendar_years: [2026],
} // prettier-ignore

const clock = (state, text, date) => ({ state, words: text, ...(date ? { date } : {}) })
const FINE = clock('normal', '剩13日', '2026-12-05')
export function row(id, more = {}) {
  return { id, name: `扫描${id.slice(-3)}.pdf`, channel: 'letter', received: '2026-11-22', received_confirmed: true, at: AT, state: 'needs_person', code: 'letter.doubtful', reason: '有 4 处存疑，请核校', pages: 1, pages_read: 1, doubts: 4, verified: false, due: FINE, next: 'verify', ...more }
}
export const ROWS = [
  row('A000041', { reason: '身份证号两次识读不同', doubts: 6, due: clock('soon', '剩2日', '2026-11-24') }),
  row('A000042', { reason: '要素齐全，等待核校', doubts: 0 }),
  row('A000043', { state: 'in_progress', code: '', reason: '', pages: 250, pages_read: 137, next: 'wait', received_confirmed: false }),
  row('A000044', { name: '附件三 邮件.pdf', channel: 'mail', state: 'rejected', code: 'file.encrypted', reason: '第 2 页加密，打不开', pages: 3, pages_read: 0, doubts: 0, next: 'rescan' }),
  row('A000045', { state: 'duplicate', code: '', reason: '', doubts: 0, duplicate_of: 'A000041', next: 'none', due: clock('done', '—') }),
  row('A000040', { state: 'registered', code: '', reason: '', doubts: 0, verified: true, case: 'LX350205202611220040K', next: 'open' }),
]
export const LEDGER = { arrivals: { received: 41, registered: 33, needs_person: 5, rejected: 1, duplicate: 1, in_progress: 1 }, pages: { received: 312, in_letters: 50, separator: 2, blank_hidden: 6, in_rejected: 3, in_duplicates: 1, in_progress: 250 }, balanced: true }
export const arrivals = (rows = ROWS, more = {}) => ({ rows, total: rows.length, ledger: LEDGER, counts: { todo: rows.filter((one) => ['verify', 'rescan'].includes(one.next)).length, reading: 1, today: 33, all: 41 }, ...more })

const task = (id, title, what, due, waited, from, path = `/mail/letters/${id}`) => ({ id, what, title, path, due, waited_days: waited, from })
export const TASKS = {
  rows: [
    task('t1', 'LX350205202611080007K 征地补偿', '拟处理意见书', clock('overdue', '超2日', '2026-11-20'), 6, '收发室', '/cases/LX350205202611080007K'),
    task('t2', '复查 某信复查〔2026〕8号', '送达申请人（邮件退回）', clock('soon', '剩1日', '2026-11-23'), 2, '送达'),
    task('A000041', 'A000041 来信', '核校来信', clock('soon', '剩2日', '2026-11-24'), 0, '收发室'),
    task('t4', 'LX350205202611150012K 物业收费', '受理告知', FINE, 1, '收发室'),
    task('t5', 'LX350205202611160002K 噪声扰民', '登记分流', clock('not_started', '送达未证明'), 1, '收发室'),
  ],
  done: [task('d1', 'LX350205202611010003K 道路积水', '已答复', clock('done', '按期办结'), 0, '经办')],
  counts: { overdue: 1, soon: 2, other: 2 },
}

/** A letter as the reading left it. `fields` and `doubts` change what is sure. */
export function letterOf(paper, id, { fields = {}, doubts = [], more = {} } = {}) {
  const find = (text) => {
    const line = LINES.findIndex((one) => one.includes(text))
    return line < 0 ? [] : paper.boxOf(line, LINES[line].indexOf(text), text.length)
  }
  const field = (name, label, kind, value, text = value) => ({ name, label, kind, value, raw: text, confidence: 0.98, page: 1, box: find(text), doubts: [], state: 'sure', required: false, mode: 'show', ...fields[name] })
  const facts = [
    { ...field('kind', '来信种类', 'choice', 'review_application', '复查申请'), choices: words.letter_kinds },
    field('applicant', '申请人', 'text', '林阿明'),
    field('id_number', '身份证号', 'id', '350205197001010011'),
    field('phone', '电话', 'phone', '13800005678'),
    field('address', '住址', 'text', '某某区东埔村12号'),
    field('letter_date', '来信日期', 'date', '2026-11-03', '2026年11月3日'),
    field('respondent_code', '被申请人', 'organ', 'o1', '某某街道办事处'),
    field('disputed_number', '原意见文号', 'doc_number', '某信访〔2026〕15号'),
    field('disputed_date', '原意见日期', 'date', '2026-10-08', '2026年10月8日'),
  ]
  const claim = (text) => ({ ...field('claim', '请求', 'long', text) })
  return {
    id, version: 3,
    row: row(id, { doubts: doubts.length }),
    pages: [{ id: 7, n: 1, place: 'letter', ...A4, turned: 0, read: true, confidence: 0.93, doubts: doubts.length, picture: '/api/v1/pages/7/picture' }],
    fields: facts.filter((one) => !one.absent),
    claims: [claim('撤销某信访〔2026〕15号信访事项处理意见书'), claim('责令按2024年标准补偿青苗及地上附着物损失')],
    urgent_words: [], position: 1, of: 2,
    ...more,
  } // prettier-ignore
}

/** The text as read. A doubt is [line, index, text as read, candidates]; `more` has what else a line says, by line. */
export function readingOf(paper, doubts = [], confirmed = {}, more = {}) {
  const lines = LINES.map((text, n) => {
    const here = doubts.filter(([line]) => line === n)
    const points = Array.from(text)
    for (const [, at, read] of here) points[at] = read
    return {
      n: n + 1, text: points.join(''), box: paper.line(n), confidence: 0.95,
      doubts: here.map(([, at, read, candidates]) => ({ at, length: 1, text: read, box: paper.boxOf(n, at), candidates })),
      ...(confirmed[n] ? { confirmed: confirmed[n] } : {}), ...more[n],
    } // prettier-ignore
  })
  return { pages: [{ n: 1, lines }] }
}
export const SIX_DOUBTS = [
  [6, 13, '车', ['东', '柬']],
  [10, 7, '大', ['丈']],
  [11, 8, '玉', ['五']],
  [12, 3, '糖', ['塘']],
  [12, 9, '裸', ['棵', '課']],
  [13, 1, '正', []],
]

/** What a server would answer. Tests change `house` and look into `house.seen`. */
export function openHouse() {
  const house = {
    role: 'mailroom', tasks: TASKS, arrivals: arrivals(), letters: {}, readings: {}, seen: [], answers: {}, changes: [],
    problem: (status, code, title, more = {}) => [status, { status, code, title, detail: '', mark: '8F3A', ...more }],
  } // prettier-ignore
  const counts = { tasks: 5, verify: 7, needs_person: 2, rejected: 1, reading: 1, register: 41, review_open: 0, review_mine: 0, approve: 0, overdue: 1, soon: 2 }
  const about = { office: '某某区信访局', contact: '王某，分机 6123', demo: true, version: '1.0.0', today: '2026-11-22', today_words: '2026-11-22（星期日，休息日）', provider: '' }
  const session = () => ({ person: { id: 'm1', name: '李某', role: house.role }, csrf: 'c5f', left_s: 1800, must_change_password: false, must_set_second_factor: false, about, counts })

  function confirm(letter, input) {
    const human = (value) => ({ value, by: '李某', at: AT })
    letter.version++
    for (const one of letter.fields) if (input.fields[one.name] !== undefined) Object.assign(one, { value: input.fields[one.name], state: 'confirmed', confirmed: human(input.fields[one.name]) })
    for (const [name, value] of Object.entries(input.fields)) if (!letter.fields.some((one) => one.name === name)) letter.fields.push({ name, label: name, kind: 'text', value, raw: '', confidence: 1, page: 0, box: [], doubts: [], state: 'confirmed', required: true, mode: 'show', confirmed: human(value) })
    return letter
  }
  function ofLetter(method, id, rest, body) {
    const letter = house.letters[id]
    if (!letter) return house.problem(404, 'http.not_found', '没有')
    if (rest === '') return [200, letter]
    if (rest === 'reading') return house.readings[id] ? [200, house.readings[id]] : [200, { pages: [] }]
    if (body.version !== letter.version) return house.problem(409, 'arrival.changed', '内容已变', { version: letter.version })
    confirm(letter, body)
    if (rest === 'fields') return [200, letter]
    letter.row = { ...letter.row, verified: true, state: 'registered', next: 'open', case: 'LX350205202611220041K' }
    return [200, { letter, case: 'LX350205202611220041K', ...(letter.next ? { next: letter.next } : {}) }]
  }
  house.api = (method, url, body, headers) => {
    const [path] = url.replace(/^\/api\/v1/, '').split('?')
    house.seen.push({ method, path, url, body, headers })
    const forced = house.answers[`${method} ${path}`]
    if (forced) {
      const answer = typeof forced === 'function' ? forced(url, body) : forced
      if (answer) return answer
    }
    if (path === '/about') return [200, about]
    if (path === '/session') return [200, session()]
    if (path === '/changes') return [200, { n: house.changes.length, now: AT, left_s: 1800, gap: false, items: house.changes.slice(Number(/since=(\d+)/.exec(url)?.[1] ?? 0)), counts }]
    if (path === '/words') return [200, words]
    if (path === '/tasks') return [200, house.tasks]
    if (path === '/arrivals') return [200, house.arrivals]
    const letter = /^\/arrivals\/([^/]+)\/?(.*)$/.exec(path)
    if (letter) return ofLetter(method, letter[1], letter[2], body)
    return house.problem(404, 'http.not_found', '没有')
  }
  return house
}
