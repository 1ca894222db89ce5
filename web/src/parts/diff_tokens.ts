/**
 * The difference of two texts over tokens: numbers, dates, 文号 and 《》 titles change as a whole, words as words. For text on the page that is not
 * saved yet; between stored versions the server's own redline counts.
 */
import { diffArrays } from 'diff'

export interface Change {
  op: 'same' | 'ins' | 'del'
  text: string
}

const WHOLE = /《[^》]*》|[^\s，。；：、（）]{0,12}〔\d{4}〕\d+号|\d{4}年\d{1,2}月\d{1,2}日|第[〇零一二三四五六七八九十百千\d]+[条款项章节号]|\d[\d,.]*%?|[A-Za-z]+/gu

interface Segments {
  segment(text: string): Iterable<{ segment: string }>
}
/** Words where the engine knows them (Chromium 87 on), else single characters; never half a rare character. */
function words(text: string): string[] {
  const Segmenter = (Intl as unknown as { Segmenter?: new (locale: string, options: object) => Segments }).Segmenter
  return Segmenter ? Array.from(new Segmenter('zh', { granularity: 'word' }).segment(text), (one) => one.segment) : Array.from(text)
}

export function tokens(text: string): string[] {
  const out: string[] = []
  let at = 0
  for (const match of text.matchAll(WHOLE)) {
    out.push(...words(text.slice(at, match.index)), match[0])
    at = match.index + match[0].length
  }
  return [...out, ...words(text.slice(at))].filter((token) => token !== '')
}

export function diffTexts(before: string, after: string): Change[] {
  return diffArrays(tokens(before), tokens(after)).map((part) => ({ op: part.added ? 'ins' : part.removed ? 'del' : 'same', text: part.value.join('') }))
}
