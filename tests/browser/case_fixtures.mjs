// One invented matter through its stages, as the server would tell it. Every answer is held against the contract when it is given (contract.mjs).
export const TODAY = '2026-06-10'
export const NUMBER = 'LX350205202605070001K'
export const TEXT = '7f3a91c20b4d66e1a8c05d9e13f7b2464c81d20f95ab37e6d0187c6e2f4b93a5'
export const NEWER = '0c5e81d27a9f44b3b1e06a7d2c98f513e7740b6d318a92c5f06d4e1b87a3c92d'

/** An instant of the office's clock, UTC+8. */
export const at = (text) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)

export const people = {
  clerk: { id: 'clerk-1', name: '陈志远', role: 'clerk' },
  lawyer: { id: 'lawyer-1', name: '吴明哲', role: 'lawyer', firm: '虚构的鹭岛律师事务所' },
  leader: { id: 'leader-1', name: '郑国梁', role: 'leader' },
  mailroom: { id: 'mailroom-1', name: '林晓敏', role: 'mailroom' },
  auditor: { id: 'auditor-1', name: '何静怡', role: 'auditor' },
}

export const about = { office: '厦门市海沧区信访局', contact: '周启航，分机 6123', demo: true, version: '1.4.0', today: TODAY, today_words: '2026-06-10（星期三，工作日）', provider: '' }
export const counts = { tasks: 12, verify: 5, needs_person: 2, rejected: 1, reading: 0, register: 41, review_open: 3, review_mine: 1, approve: 2, overdue: 3, soon: 9 }

export const session = (role) => ({ person: people[role], csrf: 'c5rf', left_s: 1700, must_change_password: false, must_set_second_factor: false, about, counts })
export const changes = (n = 40, items = [], gap = false) => ({ n, now: at(`${TODAY} 10:00`), left_s: 1700, gap, items, counts })

const word = (code, w, shape, tone) => ({ code, word: w, ...(shape ? { shape } : {}), ...(tone ? { tone } : {}) })
const organ = (code, name, initials = '', reviewers = [], aliases = []) => ({ code, name, kind: 'street', initials, aliases, reviewers })

export const words = {
  stages: [
    word('registered', '已登记', '○', 'plain'), word('accepted', '已受理', '◔', 'plain'), word('declined', '不予受理', '✕', 'quiet'), word('transferred', '已转送', '→', 'quiet'),
    word('drafted', '已拟稿', '◐', 'plain'), word('at_counsel', '法律审核中', '◐', 'warn'), word('signed_off', '审核通过', '◕', 'good'), word('approved', '已批准', '✓', 'good'),
    word('issued', '已印发', '▷', 'good'), word('served', '已送达', '✓', 'good'), word('archived', '已归档', '■', 'done'),
  ],
  acts: [
    word('accept', '受理'), word('decline', '不予受理'), word('transfer', '转送'), word('draft', '拟稿'), word('submit', '送法律审核'), word('claim', '领取'), word('send_back', '退回'),
    word('release', '交回'), word('sign_off', '签署'), word('approve', '同意'), word('issue', '印发'), word('serve', '登记送达'), word('close', '归档'),
  ],
  levels: [word('handling', '办理'), word('review', '复查'), word('re_review', '复核')],
  letter_kinds: [word('petition', '来信'), word('review_application', '复查申请'), word('re_review_application', '复核申请')],
  arrival_states: [word('registered', '已登记')],
  roles: [word('clerk', '经办人'), word('lawyer', '法律顾问'), word('leader', '领导')],
  severities: [word('veto', '否决', '■', 'bad'), word('major', '重大', '▲', 'warn'), word('minor', '一般', '●', 'plain')],
  outcomes: [word('uphold', '维持'), word('revoke_remand', '撤销并责令重新处理'), word('modify', '变更'), word('revoke_only', '撤销'), word('partial', '部分维持、部分撤销或变更'), word('terminate', '终止')],
  grounds: [word('sound', '事实清楚、程序合法'), word('facts', '主要事实不清'), word('basis', '适用依据错误'), word('procedure', '违反法定程序'), word('powers', '超越或滥用职权'), word('improper', '结论明显不当')],
  service_modes: [word('direct', '直接送达'), word('post', '邮寄送达'), word('left', '留置送达'), word('electronic', '电子送达'), word('public_notice', '公告送达')],
  channels: [word('letter', '来信')],
  fields: [],
  organs: [
    organ('district', '厦门市海沧区人民政府', 'xmshcqrmzf', [], ['海沧区政府']), organ('street-haicang', '厦门市海沧区人民政府海沧街道办事处', 'xmshcqrmzfhcjdbsc', ['district'], ['海沧街道办事处']),
    organ('street-xinyang', '厦门市海沧区人民政府新阳街道办事处', 'xmshcqrmzfxyjdbsc', ['district'], ['新阳街道办事处']), organ('education', '厦门市海沧区教育局', 'xmshcqjyj', ['district'], ['海沧区教育局']),
    organ('housing', '厦门市海沧区建设与交通局', 'xmshcqjsyjtj', ['district'], ['海沧区建设与交通局']),
  ],
  rest_days: ['2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  work_days: ['2026-09-27', '2026-10-10'],
  calendar_years: [2025, 2026],
}

const clock = (state, text, date, rule) => ({ state, words: text, ...(date ? { date } : {}), ...(rule ? { rule } : {}) })
export const due = {
  late: clock('overdue', '超2日', '2026-06-08', 'T8'),
  soon: clock('soon', '剩2日', '2026-06-12', 'T8'),
  fine: clock('normal', '剩16日', '2026-06-26', 'T8'),
  paused: clock('paused', '听证中止'),
  unstarted: clock('not_started', '送达未证明'),
  done: clock('done', '按期办结'),
}

const rows = [
  ['LX350205202605070001K', '张喆堃', '温厝路北段排水沟被填埋，店面进水，请求撤销原处理意见并清淤', 'street-haicang', 'review', 'drafted', due.soon, '2026-05-07'],
  ['LX350205202604280007K', '林秋实 等2人', '征地补偿标准不一致，要求按同一标准补足差额', 'street-xinyang', 'review', 'at_counsel', due.late, '2026-04-28'],
  ['LX350205202605150003X', '周云帆', '小区二次供水水质异味，物业与街道互相推诿', 'street-haicang', 'handling', 'accepted', due.fine, '2026-05-15'],
  ['LX350205202605190012M', '匿名', '学校周边夜间施工噪声扰民', 'education', 'handling', 'registered', due.fine, '2026-05-19'],
  ['LX350205202603110002C', '许若谷', '房屋征收面积认定有误，不服复查意见', 'housing', 're_review', 'issued', due.unstarted, '2026-03-11'],
  ['LX350205202602250009A', '方砚秋', '公交站点撤并后出行不便', 'housing', 'review', 'served', due.done, '2026-02-25'],
]
const organName = (code) => words.organs.find((o) => o.code === code).name
export const caseRows = (n = rows.length) =>
  Array.from({ length: n }, (_, i) => rows[i % rows.length]).map(([number, who, summary, code, level, stage, clockOf, received], i) => ({
    number: i < rows.length ? number : `LX35020520260${1 + (i % 5)}${String(10 + (i % 18))}${String(1000 + i).slice(1)}${'ABCDEFGHKM'[i % 10]}`,
    people: who,
    summary,
    organ: { code, name: organName(code) },
    level,
    stage,
    due: clockOf,
    received,
    ...(stage !== 'registered' ? { drafter: people.clerk } : {}),
  }))
export const cases = (n, total = n) => ({ rows: caseRows(n), total: total ?? rows.length })

const page = (id, n) => ({ id, n, place: `page-${n}`, width: 1240, height: 1754, turned: 0, read: true, confidence: 0.97, doubts: 0, picture: `/api/v1/pages/${id}/picture` })
export const letterPages = [page(71, 1), page(72, 2), page(73, 3)]

/** What a search for a name finds: on a page, in a field and in the register. */
const onPage = (n, y) => ({ where: `第${n}页`, snippet: [{ text: '申请人：', hit: false }, { text: '张喆堃', hit: true }, { text: '，女，住温厝路…', hit: false }], page: n, line: 3, width: 1240, height: 1754, picture: `/api/v1/pages/7${n}/picture`, boxes: [[0.22, y, 0.1, 0.02]], lines: [0.15, y, 0.6, 0.02] })
export const found = (n, more = {}) => ({
  rows: caseRows(n).map((one, i) => ({ kind: i % 3 === 2 ? 'documents' : 'letter', arrival: `A00004${i}`, case: one, hits: [onPage(1, 0.2), { where: '信访人', snippet: [{ text: '张喆堃', hit: true }] }], hits_total: 3 })),
  total: n,
  more: false,
  ...more,
})
export const foundLetter = { kind: 'letter', arrival: 'A000061', letter: { title: '张喆堃', received: '2026-06-09', state: 'needs_person', state_word: '待人工' }, hits: [onPage(2, 0.4)], hits_total: 1 }
export const places = { places: [onPage(1, 0.2), onPage(2, 0.4)] }

export const deadlines = [
  {
    rule: 'T8', title: '复查期限 30日', basis: '《信访工作条例》第三十五条', from: '2026-05-13', count: 30, unit: '日', raw: '2026-06-12', effective: '2026-06-12', round: 2, met: false, clock: due.soon,
    steps: ['起算：2026-05-13 受理复查申请，当日不计。', '第 30 日 = 2026-06-12（星期五，工作日）。', '到期日：2026-06-12。', '日历：2026年 v1（国办通知）。', '本程序不能延期。'],
    strip: Array.from({ length: 31 }, (_, i) => {
      const date = new Date(Date.parse('2026-05-13T00:00:00Z') + i * 86400000).toISOString().slice(0, 10)
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
      const kind = i === 0 ? 'start' : i === 30 ? 'due' : weekday === 0 || weekday === 6 ? 'rest' : 'counted'
      return { date, kind, words: kind === 'start' ? '起算日，不计' : kind === 'due' ? '到期' : kind === 'rest' ? '休息日，计入' : '计入' }
    }),
  },
  {
    rule: 'T2', title: '受理告知 15日', basis: '《信访工作条例》第二十三条', from: '2026-05-07', count: 15, unit: '日', raw: '2026-05-22', effective: '2026-05-22', round: 2, met: true, clock: due.done,
    steps: ['起算：2026-05-07 收到，当日不计。', '第 15 日 = 2026-05-22（星期五，工作日）。', '2026-05-13 已出具受理告知书。'], strip: [],
  },
]

export const claims = ['撤销被申请人作出的海街信访〔2026〕12号信访处理意见书', '责令被申请人在三十日内对温厝路北段雨水管进行清淤，并恢复被填埋的排水沟', '责令被申请人对申请人一楼店面进水造成的损失3860元作出明确答复']

const event = (n, when, actor, act, w, from, to, text, reason) => ({ n, at: at(when), actor, act, word: w, from, to, text: text ?? '', words: reason ? `${actor.name} ${w}：${reason}` : `${actor.name} ${w}`, ...(reason ? { reason } : {}) })
export const events = [
  event(1040, '2026-06-08 15:20', people.clerk, 'draft', '拟稿（第三稿）', 'drafted', 'drafted', TEXT),
  event(1031, '2026-06-05 11:02', people.leader, 'send_back', '退回', 'signed_off', 'drafted', '', '请写明重新处理时应当通知申请人到场。'),
  event(1030, '2026-06-05 09:41', people.lawyer, 'sign_off', '审核通过', 'at_counsel', 'signed_off', NEWER),
  event(1022, '2026-06-02 16:10', people.clerk, 'submit', '送法律审核', 'drafted', 'at_counsel', NEWER),
  event(1019, '2026-05-28 10:12', people.lawyer, 'send_back', '退回', 'at_counsel', 'drafted', '', '第一项查明事实没有写明所依据的证据，请补充后再送。'),
  event(1007, '2026-05-13 16:30', people.clerk, 'accept', '受理申请，出具受理告知书', 'registered', 'accepted'),
  event(1001, '2026-05-07 10:12', people.mailroom, 'register', '登记，来信 3 页', '', 'registered'),
]

const finding = (key, check, severity, place, title, what, more = {}) => ({ key, check, title, severity, place, quote: '', what, basis: '', suggestion: '', answers: [], open: true, ...more })
export const findings = [
  finding('f1', 'K02', 'veto', 'claims/3', '请求 3 未逐项答复', '请求 3 没有对应的处理结论。', { basis: '《信访工作条例》第三十五条第二款：复查意见应当逐项答复。' }),
  finding('f2', 'L02', 'major', 'reasoning/paragraphs/1', '引用已废止的法规', '《信访条例》已于 2022-05-01 废止，本案受理于其后。', { quote: '《信访条例》第三十四条', suggestion: '《信访工作条例》第三十五条', basis: '《信访工作条例》第五十条' }),
  finding('f3', 'K04', 'minor', 'findings/2', '证据没有写明来源', '“现场照片十二张”没有写明拍摄人和日期。'),
]

export const parts = {
  claims,
  findings: [
    { claim: 1, text: '被申请人于2026年4月20日派员到温厝路北段查看，当日为晴天，未开启雨水井盖，未通知申请人到场。', evidence: ['被申请人的现场查看记录', '气象部门出具的当日天气说明'] },
    { claim: 2, text: '温厝路北段路面于2025年10月重铺后高于申请人一楼地坪，原有排水沟已被填平。', evidence: ['现场照片十二张'] },
    { claim: 3, text: '申请人在信访时一并提出店面进水损失3860元，原处理意见未作答复。', evidence: ['进货单三张'] },
  ],
  reasoning: {
    paragraphs: ['被申请人仅凭一次晴天查看即认定排水设施运行正常，主要事实未查清；依据《信访条例》第三十四条，对申请人提出的损失应当答复而未答复，处理意见内容不完整。', '被申请人重新处理时，应当通知申请人到场，并将处理结果书面答复申请人。'],
    citations: [{ law: '信访工作条例', article: 35, paragraph: 1 }],
  },
  dispositions: [
    { claim: 1, outcome: 'revoke_remand', ground: 'facts', text: '', period_days: 30 },
    { claim: 2, outcome: 'revoke_remand', ground: 'facts', text: '重新处理时应当对雨水管淤积和排水沟填埋的情况一并查明', period_days: 30 },
  ],
  copies_to: ['厦门市海沧区人民政府海沧街道办事处', '厦门市海沧区信访局'],
}
/** The same, with every claim answered. */
export const wholeParts = { ...parts, dispositions: [...parts.dispositions, { claim: 3, outcome: 'revoke_remand', ground: 'procedure', text: '重新处理时应当对损失的请求作出明确答复', period_days: 30 }] }

const chip = (label, value, kind, said, more = {}) => ({ label, value, source: { kind, words: said, ...more } })
const section = (key, title, kind, state, more = {}) => ({ key, title, kind, state, ...more })
export const form = (more = {}) => ({
  case: NUMBER,
  case_version: 14,
  version: 6,
  saved_by: '陈志远',
  saved_at: at('2026-06-10 09:40'),
  editable: true,
  returned: '请写明重新处理时应当通知申请人到场。（郑国梁，2026-06-05）',
  title: '信访事项复查意见书',
  draft_version: 3,
  text: TEXT,
  sections: [
    section('title', '标题', 'fixed', 'done', { words: ['厦门市海沧区人民政府信访事项复查意见书'] }),
    section('parties', '申请人', 'facts', 'done', { chips: [chip('申请人', '张喆堃', 'letter', '来信第1页第3行，林晓敏 2026-05-07 核定', { page: 71, box: [0.2, 0.18, 0.16, 0.03] }), chip('证件号', '350205********0395', 'letter', '来信第1页第4行，林晓敏 2026-05-07 核定', { page: 71, box: [0.2, 0.22, 0.3, 0.03] })] }),
    section('respondent', '被申请人', 'facts', 'done', { chips: [chip('被申请人', '厦门市海沧区人民政府海沧街道办事处', 'register', '机关库 street-haicang')] }),
    section('history', '申请经过', 'facts', 'done', { chips: [chip('原处理意见', '海街信访〔2026〕12号', 'letter', '来信第1页第8行', { page: 71, box: [0.3, 0.4, 0.3, 0.03] }), chip('收到日期', '2026-05-07', 'register', '收发登记'), chip('受理日期', '2026-05-13', 'computed', '受理告知书当日')] }),
    section('claims', '申请事项', 'claims', 'done'),
    section('findings', '查明事实', 'findings', 'done'),
    section('reasoning', '本机关认为', 'reasoning', 'done'),
    section('dispositions', '复查意见', 'dispositions', 'bad', { note: '请求 3 没有处理结论' }),
    section('remedy', '救济告知', 'fixed', 'done', { words: ['如不服本复查意见，可以自收到本复查意见书之日起三十日内，向厦门市人民政府请求复核。'] }),
    section('copies_to', '抄送', 'list', 'done'),
  ],
  parts,
  findings,
  faults: [],
  ...more,
})

export const blocks = [
  { place: 'claims/1', page: 1, box: [0.14, 0.36, 0.72, 0.03] }, { place: 'claims/2', page: 1, box: [0.14, 0.4, 0.72, 0.05] }, { place: 'claims/3', page: 1, box: [0.14, 0.46, 0.72, 0.05] },
  { place: 'findings/1', page: 1, box: [0.14, 0.56, 0.72, 0.07] }, { place: 'findings/2', page: 1, box: [0.14, 0.64, 0.72, 0.05] }, { place: 'reasoning/paragraphs/1', page: 2, box: [0.14, 0.1, 0.72, 0.1] },
  { place: 'reasoning/paragraphs/2', page: 2, box: [0.14, 0.21, 0.72, 0.06] }, { place: 'dispositions/1', page: 2, box: [0.14, 0.34, 0.72, 0.04] },
]
export const preview = (token = 'p1', more = {}) => ({ token, pages: 2, blocks, findings, faults: [], ...more })

const act = (code, allowed, weight = 1, why, password = false) => ({ act: code, word: words.acts.find((w) => w.code === code).word, allowed, weight, ...(why ? { why } : {}), ...(password ? { password } : {}) })
const ACTS = {
  registered: [act('accept', true, 2), act('decline', true, 2), act('transfer', true, 2), act('draft', false, 1, '先受理，再拟稿。'), act('issue', false, 3, '须先由领导批准。')],
  drafted: [act('draft', true), act('submit', true, 2), act('accept', false, 2, '已经受理。'), act('issue', false, 3, '须先由法律顾问审核、领导批准。'), act('close', false, 2, '送达之后才能归档。')],
  at_counsel: [act('draft', false, 1, '审核期间不能修改。'), act('submit', false, 2, '已经送审。')],
  approved: [act('issue', true, 3), act('serve', false, 3, '印发之后才能送达。'), act('close', false, 2, '送达之后才能归档。')],
  issued: [act('serve', true, 3), act('issue', false, 3, '已经印发。'), act('close', false, 2, '送达之后才能归档。')],
  served: [act('close', true, 2), act('serve', false, 3, '已经送达，不能再次发送。')],
  archived: [],
}

const ground = (id, name, more = {}) => ({ id, name, says: 'not_accepted', says_word: '不予受理', sentence: `${name}的情形`, basis: '《信访工作条例》第三十五条', way: false, late: false, route: false, local: false, ...more })
const route = (item, name, more = {}) => ({ item, name, petition: false, duty: false, way: `请按${name}提出`, remedy: `${name}的规定`, ...more })
export const declining = (more = {}) => ({
  grounds: [
    ground('N3', '已经复核终结', { says: 'no_longer', says_word: '不再受理', basis: '《信访工作条例》第三十六条第三款' }),
    ground('F1', '不适用复查、复核', { way: true, basis: '《信访工作条例》第三十一条' }),
    ground('F2', '逾期申请复查', { late: true }),
    ground('F4', '不是有权复查的机关', { way: true }),
    ground('F6', '提出新的请求', { way: true, local: true, basis: '本地规定（虚构）第八条' }),
    ground('F7', '已经受理或者答复', { basis: '《信访工作条例》第十九条第三款' }),
  ],
  routes: [route(1, '诉讼、复议等程序'), route(2, '仲裁'), route(3, '党员申诉'), route(4, '行政程序'), route(5, '履行职责', { duty: true }), route(6, '信访程序', { petition: true })],
  time: { state: 'service_unknown', words: '原意见何时送达没有证明，申请期限没有起算，不能以逾期为由不予受理。' },
  ...more,
})

/** Cases that this one may repeat, and those about which a person has decided. Most cases have neither. */
export const duplicates = (proposals = [], decided = []) => ({ proposals, decided })
const other = (number, as, more = {}) => ({ number, received: '2026-02-25', people: '张喆堃', kind_word: '初次来信', stage_word: '已送达', claims: ['清理温厝路北段雨水管', '恢复被填埋的排水沟'], as, ...more })
export const FIRST = 'LX350205202602250009A'
export const maybeFirst = other(FIRST, 'first', {
  score: 0.83,
  reasons: [{ kind: 'same_person', by: 'id_number', words: '同人：证件号码相同' }, { kind: 'same_matter', share: 0.71, words: '同事：请求中 71% 的用词另一封信也有' }, { kind: 'says_again', words: '后一封信提到以前写过信' }],
})
export const maybeRelated = other('LX350205202601120004H', 'related', { score: 0.5, claims: [], reasons: [{ kind: 'same_signer', by: 'name_and_address', words: '共同署名人 张喆堃：姓名、住址相同' }, { kind: 'same_matter', share: 0.38, words: '同事：请求中 38% 的用词另一封信也有' }] })
export const ruled = (same, as = same ? 'first' : 'apart') => other(FIRST, as, { ruling: { same, reason: same ? '' : '那一件说的是路灯', by: people.clerk, at: at('2026-06-10 10:03') } })

const NUMBERED = ['approved', 'issued', 'served', 'archived']
export function caseView(stage = 'drafted', more = {}) {
  const numbered = NUMBERED.includes(stage)
  const pdf = ['issued', 'served', 'archived'].includes(stage)
  const served = ['served', 'archived'].includes(stage)
  const ours = {
    n: 2, level: 'review', level_word: '复查', organ: { code: 'district', name: organName('district') }, ours: true, stage, stage_word: words.stages.find((s) => s.code === stage).word,
    document_title: '信访事项复查意见书', document_number: numbered ? '海府信复查〔2026〕8号' : '', applied_on: '2026-05-06', draft_version: stage === 'registered' ? 0 : 3, text: stage === 'registered' ? '' : TEXT, pdf,
    ...(stage === 'registered' ? {} : { accepted_on: '2026-05-13', drafter: people.clerk }),
    ...(numbered ? { document_date: '2026-06-09', counsel: people.lawyer, approver: people.leader } : {}),
    ...(served ? { service: { mode: 'direct', recipient: '张喆堃', proof: '送达回证（虚构）第1号', on: '2026-06-10' } } : {}),
  }
  const handling = { n: 1, level: 'handling', level_word: '办理', organ: { code: 'street-haicang', name: organName('street-haicang') }, ours: false, stage: 'served', stage_word: '已答复', document_title: '信访处理意见书', document_number: '海街信访〔2026〕12号', document_date: '2026-04-28', said_received: '2026-05-07', draft_version: 0, text: '' }
  return {
    number: NUMBER, version: 14, kind: 'review_application', kind_word: '复查申请', received: '2026-05-07', stage, stage_word: ours.stage_word,
    applicants: [{ name: '张喆堃', sex: '男', id_kind: 'resident_id', id_kind_word: '居民身份证', id_number: '350205199001280395', phone: '13900020115', address: '厦门市海沧区海沧街道温厝社区温厝路218号', masked: false }],
    anonymous: false, petitioners: 0, mandates: [], marks: [], warnings: [], claims, rounds: [handling, ours], deadlines, events,
    documents: [
      { key: 'acceptance_notice', title: '受理告知书', number: '海信受〔2026〕31号', date: '2026-05-13', pdf: true, state: '已送达', pages: 1 },
      ...(stage === 'registered' ? [] : [{ key: numbered ? 'opinion' : 'draft', title: '信访事项复查意见书', number: ours.document_number, pdf, state: numbered ? '已批准' : '草稿 v3', pages: 2, ...(numbered ? { date: '2026-06-09' } : {}) }]),
    ],
    acts: ACTS[stage] ?? [],
    ...(stage === 'registered' ? { declining: declining() } : {}),
    duties: stage === 'archived' ? [] : [{ what: '拟复查意见书', who: '陈志远', due: due.soon, act: 'draft', path: `/cases/${NUMBER}/draft` }, { what: '调阅原案卷', who: '海沧街道办事处', due: due.fine }],
    arrival: 'A000012', pages: letterPages, findings: stage === 'drafted' ? findings : [],
    ...more,
  }
}

export const receipt = (actCode, from, to, actor, more = {}) => ({ case: NUMBER, act: actCode, word: words.acts.find((w) => w.code === actCode)?.word ?? actCode, from, to, version: 15, text: TEXT, event: 1044, at: at('2026-06-10 10:31'), actor, words: `${actor.name}${words.acts.find((w) => w.code === actCode)?.word ?? actCode}`, ...more })

const reviewRow = (number, title, more = {}) => ({ case: number, title, level_word: '复查', matter: '市政排水', pages: 3, findings: { veto: 1, major: 2, minor: 4 }, waited_days: 2, due: { state: 'soon', words: '剩1日', date: '2026-06-11' }, text: TEXT, draft_version: 4, ...more })
export const reviews = (more = {}) => ({
  open: [reviewRow(NUMBER, '复查意见书'), reviewRow('LX350205202605150003X', '复查意见书', { matter: '供水', findings: { veto: 0, major: 1, minor: 2 }, waited_days: 1, due: due.fine, draft_version: 1 }), reviewRow('LX350205202603110002C', '复核意见书', { level_word: '复核', matter: '房屋征收', findings: { veto: 0, major: 0, minor: 3 }, waited_days: 0, due: due.fine, draft_version: 2 })],
  mine: [reviewRow('LX350205202604280007K', '复查意见书', { matter: '征地补偿', held_until: at('2026-06-12 16:02') })],
  done: [reviewRow('LX350205202602250009A', '复查意见书', { matter: '公交站点', outcome: '已签署', at: at('2026-06-03 15:10'), due: due.done })],
  ...more,
})

export const parties = (more = {}) => ({
  case: NUMBER, version: 14, title: '信访事项复查意见书', parties: [{ role: '申请人', name: '张喆堃' }, { role: '代理人', name: '刘知行' }], organs: [organName('street-haicang'), organName('district')],
  rounds: ['办理：海沧街道办事处 海街信访〔2026〕12号（2026-04-28）'], firms: ['虚构的筼筜律师事务所'], ...more,
})

export const reviewFile = (more = {}) => ({
  case: NUMBER, version: 15, title: '信访事项复查意见书', text: TEXT, draft_version: 4, drafter: '陈志远', held_until: at('2026-06-12 16:02'), masked: true, pages: letterPages,
  earlier: [{ title: '信访处理意见书', number: '海街信访〔2026〕12号', date: '2026-04-28', organ: organName('street-haicang') }],
  sections: [
    { place: 'title', title: '标题', fixed: true, paragraphs: [{ place: 'title', text: '厦门市海沧区人民政府信访事项复查意见书' }] },
    { place: 'claims', title: '申请事项', fixed: false, paragraphs: claims.map((text, i) => ({ place: `claims/${i + 1}`, text })) },
    { place: 'findings', title: '查明事实', fixed: false, paragraphs: parts.findings.map((one, i) => ({ place: `findings/${i + 1}`, text: one.text })) },
    { place: 'reasoning', title: '本机关认为', fixed: false, paragraphs: parts.reasoning.paragraphs.map((text, i) => ({ place: `reasoning/paragraphs/${i + 1}`, text })) },
    { place: 'dispositions', title: '复查意见', fixed: false, paragraphs: wholeParts.dispositions.map((one, i) => ({ place: `dispositions/${i + 1}`, text: `撤销被申请人就请求${i + 1}作出的处理意见，责令其自收到本意见书之日起三十日内重新处理。${one.text}` })) },
    { place: 'remedy', title: '救济告知', fixed: true, paragraphs: [{ place: 'remedy', text: '如不服本复查意见，可以自收到本复查意见书之日起三十日内，向厦门市人民政府请求复核。' }] },
  ],
  findings, deadlines, events, document_pages: 2, ...more,
})
/** What counsel must have done before signing: everything judged, nothing vetoing upheld. */
export const judged = findings.map((one) => ({ ...one, open: false, answers: [{ by: people.lawyer, verdict: one.severity === 'veto' ? 'dismiss' : 'uphold', reason: one.severity === 'veto' ? '第三项已在说理部分一并答复。' : '应当改正。', at: at('2026-06-10 09:50') }] }))

const approvalRow = (more = {}) => ({
  case: NUMBER, version: 16, title: '信访事项复查意见书', people: '张喆堃', what: '撤销原意见，责令30日内重新作出处理', due: due.soon, text: TEXT, draft_version: 5, findings: { veto: 0, major: 0, minor: 1 },
  drafter: people.clerk, counsel: people.lawyer, signed_at: at('2026-06-09 17:05'), pages: 2, may: true, ...more,
})
export const approvals = (more = {}) => ({
  todo: [approvalRow(), approvalRow({ case: 'LX350205202604280007K', people: '林秋实 等2人', what: '维持原处理意见', due: due.late, draft_version: 2, findings: { veto: 0, major: 1, minor: 2 } })],
  done: [approvalRow({ case: 'LX350205202602250009A', people: '方砚秋', what: '维持原处理意见', due: due.done, document_number: '海府信复查〔2026〕7号', at: at('2026-06-03 15:10'), may: false })],
  ...more,
})
export const approvalMayNot = () => approvals({ todo: [approvalRow({ may: false, why: '您是拟稿人，由其他领导审批。' })] })

export const documentPages = { title: '信访事项复查意见书', number: '', text: TEXT, pages: 2, width_mm: 210, height_mm: 297 }

const DOCUMENT_LINES = [
  ['海府信复查〔2026〕×号', '', '申请人：张喆堃，男，住厦门市海沧区海沧街道温厝社区温厝', '路218号。', '被申请人：厦门市海沧区人民政府海沧街道办事处。', '　　申请人不服被申请人于2026年4月28日作出的海街信访', '〔2026〕12号信访处理意见书，向本机关申请复查。', '　　申请人请求：', '　　1．撤销被申请人作出的海街信访〔2026〕12号信访处理意见书；', '　　2．责令被申请人在三十日内对温厝路北段雨水管进行清淤，', '并恢复被填埋的排水沟；', '　　3．责令被申请人对申请人一楼店面进水造成的损失3860元', '作出明确答复。', '　　经查：', '　　1．被申请人于2026年4月20日派员到温厝路北段查看，当日为', '晴天，未开启雨水井盖，未通知申请人到场。', '　　2．温厝路北段路面于2025年10月重铺后高于申请人一楼地坪，', '原有排水沟已被填平。'],
  ['　　本机关认为：被申请人仅凭一次晴天查看即认定排水设施运', '行正常，主要事实未查清；对申请人提出的损失应当答复而未答', '复，处理意见内容不完整。', '　　被申请人重新处理时，应当通知申请人到场，并将处理结果', '书面答复申请人。', '　　综上，依据《信访工作条例》第三十五条，作出如下复查意见：', '　　撤销被申请人作出的处理意见，责令其自收到本意见书之日起', '三十日内重新处理。', '　　如不服本复查意见，可以自收到本复查意见书之日起三十日内，', '向厦门市人民政府请求复核。', '', '', '　　　　　　　　　　　　　　　厦门市海沧区人民政府', '　　　　　　　　　　　　　　　　2026年6月9日'],
]
/** A page as a picture; the browser takes the drawing under any image type. */
export function pagePicture(n, red = true) {
  const lines = DOCUMENT_LINES[(n - 1) % 2]
  const head = red && n === 1 ? '<text x="620" y="250" font-size="58" text-anchor="middle" fill="#c00">厦门市海沧区人民政府</text><line x1="160" x2="1080" y1="300" y2="300" stroke="#c00" stroke-width="4"/><text x="620" y="390" font-size="52" text-anchor="middle">信访事项复查意见书</text>' : ''
  const top = n === 1 ? 470 : 190
  const body = lines.map((text, i) => `<text x="160" y="${top + i * 58}" font-size="32" xml:space="preserve">${text}</text>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754" viewBox="0 0 1240 1754" font-family="Noto Serif CJK SC,serif"><rect width="1240" height="1754" fill="#fff"/>${head}${body}</svg>`
}
const LETTER = ['复查申请书', '', '申请人：张喆堃', '证件号：350205199001280395', '', '本人住温厝路北段，一楼为店面。', '去年十月路面重铺之后，排水沟被填平，', '不服海街信访〔2026〕12号处理意见，', '每逢大雨店里进水，货物受损三千八百六十元。', '街道只在晴天来看过一次，没有打开井盖，', '也没有叫我到场，就说排水正常。', '现请求上级复查。']
export function letterPicture(n) {
  const body = LETTER.map((text, i) => `<text x="200" y="${300 + i * 88}" font-size="44" fill="#27415f">${n === 1 ? text : i % 3 ? LETTER[(i + n) % LETTER.length] : ''}</text>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754" viewBox="0 0 1240 1754" font-family="Noto Serif CJK SC,serif"><rect width="1240" height="1754" fill="#fbf8ef"/>${Array.from({ length: 16 }, (_, i) => `<line x1="150" x2="1090" y1="${320 + i * 88}" y2="${320 + i * 88}" stroke="#d8cfb8"/>`).join('')}${body}</svg>`
}
