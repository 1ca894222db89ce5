/** The server's words for its codes; asked once. A code it does not know is shown as such, never hidden. */
import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { api, type Dictionaries, type DictionaryWord } from '@/api'
import { t } from '@/words/zh'

type Lists = 'arrival_states' | 'channels' | 'letter_kinds' | 'fields' | 'stages'

export interface Dictionary {
  words: ComputedRef<Dictionaries | undefined>
  word: (list: Lists, code: string) => DictionaryWord
  /** The same as a Chip takes it. */
  chip: (list: Lists, code: string) => Omit<DictionaryWord, 'code'>
}

export function useDictionary(): Dictionary {
  const query = useQuery({ queryKey: ['words'], queryFn: () => api.get<Dictionaries>('/words'), staleTime: 600_000 })
  const words = computed(() => query.data.value)
  const word: Dictionary['word'] = (list, code) => words.value?.[list].find((one) => one.code === code) ?? { code, word: words.value ? t('mailroom.unknown', { code }) : code }
  return {
    words,
    word,
    chip: (list, code) => {
      const { code: _, ...shown } = word(list, code)
      return shown
    },
  }
}
