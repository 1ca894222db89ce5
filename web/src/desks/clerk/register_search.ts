/** The words of searches by their id, for this tab only and in memory only: the address never holds them. */
import { shallowReactive } from 'vue'
import { api, type Schemas } from '@/api'

const words = shallowReactive(new Map<string, string>())

export async function search(text: string): Promise<string> {
  const kept = await api.send<Schemas['SearchId']>('/searches', { method: 'POST', body: { words: text } })
  words.set(kept.id, text)
  return kept.id
}

export function wordsOf(id: string): string {
  return words.get(id) ?? ''
}

/** `text` cut where the words of a search stand in it. */
export function hits(text: string, id: string): { text: string; hit: boolean }[] {
  const wanted = wordsOf(id).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return [{ text, hit: false }]
  const pattern = new RegExp(`(${wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gu')
  return text
    .split(pattern)
    .filter(Boolean)
    .map((piece) => ({ text: piece, hit: wanted.includes(piece) }))
}
