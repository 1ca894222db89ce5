/** A field's value as people read it: codes become words, digits come in groups. */
import type { Dictionaries } from '@/api'
import { groupId } from '@/parts/id_number'
import { sayDate } from '@/parts/date_words'
import { t } from '@/words/zh'
import type { FieldView } from './types'

export function shownValue(field: FieldView, value: string, words: Dictionaries | undefined): string {
  if (value === '') return ''
  const choice = field.choices?.find((one) => one.code === value)
  if (choice) return choice.word
  if (field.name === 'anonymous') return value === 'true' ? t('mailroom.letter.anonymous.true') : t('mailroom.letter.anonymous.false')
  if (field.kind === 'choice') return words?.letter_kinds.find((one) => one.code === value)?.word ?? value
  if (field.kind === 'organ') return words?.organs.find((organ) => organ.code === value)?.name ?? value
  if (field.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return `${value} ${sayDate(value, words).replace(/^\S+日 ?/, '')}`
  if (field.kind === 'id') return groupId(value)
  return value
}
