/** Invented data for the page of all parts. */
import type { Clock, DeadlineView, Finding, Receipt } from '@/api'
import type { Calendar } from '@/parts/date_words'
import type { Column, DoubtLine, MarkedBox, PickerOption, Remark } from '@/parts/shapes'
import page from './page.svg'

export const TODAY = '2026-11-22'
export const paper = { src: page, width: 1240, height: 1754, name: '来信第 1 页' }

export const calendar: Calendar = { rest_days: ['2022-10-03', '2022-10-04', '2026-10-01', '2026-10-02'], work_days: ['2022-10-08', '2022-11-05', '2026-10-10'], calendar_years: [2022, 2026] }

export const clocks: Clock[] = [
  { state: 'overdue', words: '超2日', date: '2026-11-20', provisional: false },
  { state: 'soon', words: '剩3日', date: '2026-11-25', provisional: false },
  { state: 'normal', words: '剩21日', date: '2026-12-13', provisional: false },
  { state: 'paused', words: '听证中止', date: '', provisional: false },
  { state: 'not_started', words: '送达未证明', date: '', provisional: false },
  { state: 'done', words: '按期办结', date: '2026-11-18', provisional: false },
  { state: 'normal', words: '剩48日', date: '2027-01-09', provisional: true },
].map((clock) => ({ rule: 'T8', ...clock }) as Clock)

const day = (date: string, kind: DeadlineView['strip'][number]['kind'], words: string): DeadlineView['strip'][number] => ({ date, kind, words })
export const deadline = {
  rule: 'T8',
  title: '复查期限 30日',
  basis: '《信访工作条例》第三十五条',
  from: '2022-09-02',
  count: 30,
  unit: '日',
  raw: '2022-10-02',
  effective: '2022-10-08',
  round: 2,
  met: false,
  clock: { state: 'soon', words: '剩3日', date: '2022-10-08', rule: 'T8', provisional: false },
  steps: ['2022年9月2日 收到复查申请（回证），当日不计。', '第30日为 2022年10月2日，在国庆假期内。', '顺延到假期后第一个工作日：2022年10月8日 星期六（调休上班）。', '本程序不能延期。'],
  strip: [
    day('2022-09-02', 'start', '起算，当日不计'),
    ...Array.from({ length: 8 }, (_, i) => day(`2022-09-${String(23 + i)}`, 'counted', '计入')),
    day('2022-10-01', 'counted', '计入'),
    day('2022-10-02', 'raw', '第30日，假期'),
    ...['03', '04', '05', '06', '07'].map((d) => day(`2022-10-${d}`, 'rest', '假期')),
    day('2022-10-08', 'due', '到期，调休上班'),
  ],
} as DeadlineView

export interface SampleRow {
  number: string
  person: string
  summary: string
  organ: string
  stage: { word: string; shape: string; tone: 'plain' | 'good' | 'warn' }
  due: Clock
  clerk: string
}
const MATTERS = ['征地补偿标准不一致，要求按规定标准补发差额', '小区加装电梯占用消防通道，要求整改', '噪声扰民多次反映无人处理', '拖欠农民工工资，请求督促支付', '村务公开不及时，要求公开账目']
export const rows: SampleRow[] = Array.from({ length: 14 }, (_, i) => ({
  number: `LX99020520261108${String(i + 1).padStart(4, '0')}X`,
  person: ['张某某', '李某', '王某某 等2人', '陈某'][i % 4] ?? '',
  summary: MATTERS[i % MATTERS.length] ?? '',
  organ: ['东埔街道', '区住建局', '西山镇'][i % 3] ?? '',
  stage: [{ word: '拟稿中', shape: '◐', tone: 'plain' as const }, { word: '待审核', shape: '▷', tone: 'warn' as const }, { word: '已答复', shape: '✓', tone: 'good' as const }][i % 3]!,
  due: clocks[i % 6]!,
  clerk: '李某',
}))
export const columns: Column<SampleRow>[] = [
  { key: 'number', label: '编号', width: '210px', mono: true, sortable: true },
  { key: 'person', label: '信访人', width: '110px' },
  { key: 'summary', label: '事项' },
  { key: 'organ', label: '机关', width: '100px', sortable: true },
  { key: 'stage', label: '状态', width: '110px' },
  { key: 'due', label: '期限', width: '190px', sortable: true },
  { key: 'clerk', label: '经办', width: '70px' },
]

export const organs: PickerOption[] = [
  { id: 'o1', label: '东埔街道办事处', initials: 'dpjdbsc', code: '990201' },
  { id: 'o2', label: '西山镇人民政府', initials: 'xszrmzf', code: '990202' },
  { id: 'o3', label: '区住房和建设局', initials: 'qzfhjsj', code: '990310', aliases: ['区住建局'] },
  { id: 'o4', label: '区人力资源和社会保障局', initials: 'qrlzyhshbzj', code: '990311', aliases: ['区人社局'] },
]

export const boxes: MarkedBox[] = [
  { id: 'organ', box: [0.115, 0.12, 0.29, 0.034], tone: 'field' },
  { id: 'date', box: [0.2, 0.531, 0.3, 0.032], tone: 'field' },
  { id: 'd1', box: [0.268, 0.173, 0.04, 0.032], tone: 'doubt' },
]

export const doubtLines = (): DoubtLine[] => [
  { page: 1, n: 6, text: '某某区信访局：', box: [0.115, 0.12, 0.29, 0.034], doubts: [] },
  {
    page: 1,
    n: 7,
    text: '本人系东埔村村民，因征地补尝一事，不服',
    box: [0.15, 0.173, 0.7, 0.032],
    doubts: [
      { at: 3, length: 1, text: '东', box: [0.268, 0.173, 0.04, 0.032], candidates: ['东', '车', '柬'] },
      { at: 13, length: 1, text: '尝', box: [0.66, 0.173, 0.04, 0.032], candidates: ['偿', '尝'] },
    ],
  },
  { page: 1, n: 8, text: '某某街道办事处作出的𠮶理意见书', box: [0.115, 0.225, 0.7, 0.032], doubts: [{ at: 10, length: 1, text: '𠮶', box: [0.5, 0.225, 0.04, 0.032], candidates: [] }] },
]

export const findings: Finding[] = [
  { key: 'f1', check: 'K02', title: '请求 2 未答复', severity: 'veto', place: 'claims/2', quote: '请求按规定标准补偿', what: '处理意见没有答复第 2 项请求。', basis: '《信访工作条例》第三十二条', suggestion: '', answers: [], open: true },
  { key: 'f2', check: 'L02', title: '引用已废止法规', severity: 'major', place: 'reasoning/paragraphs/1', quote: '《信访条例》第三十四条', what: '《信访条例》已于 2022年5月1日 废止。', basis: '《信访工作条例》第五十条', suggestion: '《信访工作条例》第三十五条', answers: [], open: true },
  { key: 'f3', check: 'Z11', title: '标题过长', severity: 'minor', place: 'title', quote: '', what: '标题超过两行。', basis: '', suggestion: '', answers: [], open: false },
]

export const remarks: Remark[] = [
  { id: 'r1', who: '王律师', at: '11-21 10:12', text: '请补充送达日期的依据。', quote: '经查，申请人于 9 月 2 日收到', replies: [{ who: '李某', at: '11-21 14:30', text: '已附回证。' }] },
  { id: 'r2', who: '王律师', at: '11-20 09:02', text: '此处措辞过重。', quote: '无理要求', orphan: true },
]

export const events = [
  { n: 4, at: 1795400000000, kind: 'document', who: '李某', what: '送法律审核 v3 · 7F3A 91C2' },
  { n: 3, at: 1795300000000, kind: 'deadline', who: '系统', what: '期限重算：仍为 12-08（日历 v4）' },
  { n: 2, at: 1795200000000, kind: 'document', who: '李某', what: '受理复查申请' },
  { n: 1, at: 1795100000000, kind: 'system', who: '收发室', what: '登记，来自收件 A000012' },
]

export const receipt = { case: 'LX1', act: 'sign_off', word: '签署', from: 'counsel', to: 'approve', version: 4, text: '7f3a91c20b4d66e1aa01', event: 12, at: 1795400000000, actor: { id: 'l1', name: '王某', role: 'lawyer' }, words: '对 v4 出具“修改后同意”', document_number: '' } as Receipt
