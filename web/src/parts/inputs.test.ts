import { describe, expect, test } from 'vitest'
import { dayKind, readDate, sayDate, type DateRules } from './date_words'
import { faultOfDocNumber, readDocNumber, writeDocNumber } from './doc_number'
import { groupId, readId, sayId } from './id_number'
import { findOptions } from './picker_search'

const rules: DateRules = { today: '2022-11-22', name: '收信日期', past: true }
const read = (text: string, more: Partial<DateRules> = {}): string => {
  const reading = readDate(text, { ...rules, ...more })
  return 'date' in reading ? reading.date : reading.refused
}
const calendar = { rest_days: ['2022-10-03'], work_days: ['2022-11-05'], calendar_years: [2022] }

describe('A date', () => {
  test.each(['20221105', '2022-11-5', '2022/11/05', '2022.11.5', '2022年11月5日', '2022年11月5号', '11-5', '11月5日', '二〇二二年十一月五日', '二零二二年十一月五日', ' ２０２２－１１－５ ', '-17'])('Is read from %s', (text) => {
    expect(read(text)).toBe('2022-11-05')
  })
  test('Is read from the words for days near by', () => {
    expect([read('今天'), read('昨天'), read('-3'), read('+3', { past: false }), read('明天', { past: false })]).toEqual(['2022-11-22', '2022-11-21', '2022-11-19', '2022-11-25', '2022-11-23'])
  })
  test('Without a year is the last such day where the future is impossible', () => {
    expect(read('12-5')).toBe('2021-12-05')
    expect(read('12-5', { past: false })).toBe('2022-12-05')
  })
  test('Is read for every month and day in Chinese numerals', () => {
    expect([read('二〇二一年十月十日'), read('二〇二一年十二月三十一日'), read('二〇二一年二月二十日')]).toEqual(['2021-10-10', '2021-12-31', '2021-02-20'])
  })
  test('That lies ahead where it cannot is refused with what to check', () => {
    expect(read('2022-12-05')).toBe('收信日期晚于今天：2022-12-05。请核对。')
  })
  test('That does not exist is refused', () => {
    expect([read('2022-02-30'), read('20221301'), read('2022-00-10')].every((words) => words.startsWith('没有这一天'))).toBe(true)
    expect(read('2020-02-29')).toBe('2020-02-29')
  })
  test('That can be read two ways is refused, never guessed', () => {
    expect(read('5/11/2022')).toContain('分不清月和日')
    expect(read('22-11-05')).toContain('四位')
    expect(read('221105')).toContain('四位')
    expect(read('下星期三')).toContain('看不懂')
  })
  test('Outside its limits names the limit', () => {
    expect(read('2022-01-01', { min: '2022-02-01' })).toContain('2022-02-01')
    expect(read('2022-03-01', { past: false, max: '2022-02-01' })).toContain('2022-02-01')
  })
  test('Is said back with its weekday and what the published calendar makes of it', () => {
    expect(sayDate('2022-11-05', calendar)).toBe('2022年11月5日 星期六（调休上班）')
    expect(sayDate('2022-10-03', calendar)).toBe('2022年10月3日 星期一（节假日）')
    expect(sayDate('2022-11-06', calendar)).toBe('2022年11月6日 星期日')
  })
  test('Of a year without a published calendar is not guessed about', () => {
    expect(dayKind('2023-10-02', calendar)).toBe('plain')
  })
})

describe('A document number', () => {
  test('Is split, and what was wrong with it is said', () => {
    expect(readDocNumber('某信复查〔2022〕8号')).toEqual({ prefix: '某信复查', year: '2022', serial: '8', corrected: [] })
    expect(readDocNumber('某信复查[2022]第08号')).toEqual({ prefix: '某信复查', year: '2022', serial: '8', corrected: ['括号改为〔〕', '去掉“第”', '去掉序号前的 0'] })
    expect(readDocNumber('某信复查（２０２２）８号')?.corrected).toEqual(['全角改为半角', '括号改为〔〕'])
    expect(readDocNumber('某信复查【2022】8')?.serial).toBe('8')
  })
  test('Is not made of anything else', () => {
    expect([readDocNumber('某信复查2022年8号'), readDocNumber('〔2022〕8号'), readDocNumber('')]).toEqual([null, null, null])
  })
  test('Comes back as it was written', () => {
    const number = readDocNumber('某信（2022）100号')!
    expect(writeDocNumber(number)).toBe('某信〔2022〕100号')
  })
  test('Says what is missing', () => {
    expect(faultOfDocNumber({ prefix: '某信', year: '22', serial: '1' })).toContain('四位')
    expect(faultOfDocNumber({ prefix: '某信', year: '2022', serial: '' })).toContain('序号')
    expect(faultOfDocNumber({ prefix: '某信', year: '2022', serial: '1' })).toBe('')
  })
})

describe('An identity number', () => {
  test('That holds tells sex and birth', () => {
    const reading = readId('110105 19491231 002x')
    expect([reading.fault, sayId(reading)]).toEqual(['', '女，1949年12月31日出生'])
  })
  test('With one wrong digit is refused, whichever digit it is', () => {
    const good = '11010519491231002X'
    for (let i = 0; i < 17; i++) {
      const wrong = good.slice(0, i) + String((Number(good[i]) + 1) % 10) + good.slice(i + 1)
      expect(readId(wrong).fault, wrong).not.toBe('')
    }
  })
  test('Says what is wrong: length, signs, birth date', () => {
    expect(readId('1101051949').fault).toContain('10 位')
    expect(readId('11010519491231A02X').fault).toContain('只有数字')
    expect(readId('110105194902310021').fault).toContain('19490231')
  })
  test('Is grouped as it is read aloud', () => {
    expect([groupId('11010519491231002X'), groupId('1101051'), groupId('')]).toEqual(['110105 19491231 002X', '110105 1', ''])
  })
})

describe('A picker', () => {
  const options = [
    { id: 'a', label: '东埔街道办事处', initials: 'dpjdbsc', code: '01' },
    { id: 'b', label: '区住房和建设局', initials: 'qzfhjsj', code: '02', aliases: ['区住建局'] },
    { id: 'c', label: '西山镇', initials: 'xsz' },
  ]
  const ids = (typed: string, recent: string[] = []): string => findOptions(options, typed, recent).map((option) => option.id).join('')
  test('Finds by initials, name, alias and code', () => {
    expect([ids('dpjd'), ids('西山'), ids('住建局'), ids('02')]).toEqual(['a', 'c', 'b', 'b'])
  })
  test('Shows the recent ones first when nothing is typed', () => {
    expect(ids('', ['c'])).toBe('cab')
  })
})
