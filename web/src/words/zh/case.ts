/** Words that the desks of clerk, counsel and leader share about a case. */
export const caseWords = {
  unknownCode: '未知（{code}）',
  stale: '您打开之后，这件事项已有变动。请看过最新内容后再办。',
  staleBy: '{who} {at} 已先办理。请看过最新内容后再办。',
  needPassword: '请输入口令。',
  password: '口令',
  noPages: '这份文书还没有页面。',
  pageOf: '{title}，第 {n} 页，共 {all} 页',
  pageMissing: '第 {n} 页没有读到。',
  receipt: {
    what: '办了什么',
    number: '文号',
    who: '办理人',
    when: '时间',
    text: '文本指纹',
    case: '事项编号',
    event: '记录号',
    print: '打印回执',
  },
} as const
