/** The server's dictionaries: codes with their words. A code it does not know is shown as such, never as nothing. */
import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { api, type Dictionaries, type DictionaryWord } from '@/api'
import { t } from '@/words/zh'

type Lists = { [K in keyof Dictionaries]: Dictionaries[K] extends DictionaryWord[] ? K : never }[keyof Dictionaries]
const HOUR_MS = 3_600_000

export interface Dictionary {
  all: ComputedRef<Dictionaries | undefined>
  list: (name: Lists) => DictionaryWord[]
  word: (name: Lists, code: string) => DictionaryWord
}

export function useDictionary(): Dictionary {
  const { data } = useQuery({ queryKey: ['words'], queryFn: ({ signal }) => api.get<Dictionaries>('/words', undefined, signal), staleTime: HOUR_MS })
  const list = (name: Lists): DictionaryWord[] => (data.value?.[name] ?? []) as DictionaryWord[]
  return {
    all: computed(() => data.value),
    list,
    word: (name, code) => list(name).find((one) => one.code === code) ?? { code, word: data.value ? t('case.unknownCode', { code }) : '' },
  }
}
