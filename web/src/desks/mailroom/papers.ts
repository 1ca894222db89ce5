/** Pictures of the letter's pages, and the pieces cut from them. */
import { computed, type ComputedRef, type Ref } from 'vue'
import type { Letter, PageView, Reading } from './types'

export interface Piece {
  src: string
  width: number
  height: number
  box: number[]
  lines: number
}

export const screenOf = (page: PageView): string => `${page.picture}?size=screen`
export const thumbOf = (page: PageView): string => `${page.picture}?size=thumb`

export const isBlank = (page: PageView): boolean => page.kind === 'blank'
/** The number of the page a letter is opened at: a blank one only where there is nothing else. */
export const firstToRead = (letter: Letter): number => (letter.pages.find((page) => !isBlank(page)) ?? letter.pages[0])?.n ?? 1

/** Asks for the pictures ahead, so that the browser has them when the letter is opened. Resolves when they are there. */
export async function preload(letter: Letter): Promise<void> {
  const images = letter.pages.filter((page) => page.read).map((page) => Object.assign(new Image(), { src: screenOf(page) }))
  await Promise.all(images.map((image) => image.decode()))
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export interface Papers {
  page: (n: number) => PageView | undefined
  /** A piece of page `n`; absent where the box is nowhere. */
  piece: (n: number, box: number[]) => Piece | undefined
}

/** How many lines of writing stand in a box is told by the other lines of its page, so that every crop has characters of one height. */
export function usePapers(letter: Ref<Letter>, reading: Ref<Reading | undefined>): Papers {
  const lineHeights: ComputedRef<Map<number, number>> = computed(() => new Map((reading.value?.pages ?? []).map((page) => [page.n, median(page.lines.map((line) => line.box[3] ?? 0))])))
  const page = (n: number): PageView | undefined => letter.value.pages.find((one) => one.n === n)
  return {
    page,
    piece: (n, box) => {
      const at = page(n)
      const tall = box[3] ?? 0
      if (!at?.read || tall <= 0) return undefined
      const usual = lineHeights.value.get(n) ?? 0
      return { src: screenOf(at), width: at.width, height: at.height, box, lines: usual > 0 ? Math.max(1, Math.round(tall / usual)) : 1 }
    },
  }
}
