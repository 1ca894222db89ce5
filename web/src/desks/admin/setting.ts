import { t } from '@/words/zh'

/** A parameter's value as people read it. */
export function shownValue(value: string | number, unit: string): string {
  return unit === '天' ? t('admin.settings.days', { n: value }) : String(value)
}
