/**
 * Where the writing on a page begins and ends, told from its picture at the size of a stamp. Of a page that is nearly empty the part with the
 * writing is shown, not the margin: signature and date are what tells that a letter ends.
 */
const COLUMNS = 48
const ROWS = 96
/** How much darker than the paper's edge a point must be, of 255. */
const DARKER = 40
const MARGIN = 0.02

/** Fractions of the height; `grey` is row after row. */
export function inkRows(grey: ArrayLike<number>, columns: number, rows: number): { top: number; bottom: number } {
  const sorted = Array.from(grey).sort((a, b) => a - b)
  const paper = sorted[Math.floor(sorted.length * 0.75)] ?? 255
  const inked = (row: number): boolean => {
    for (let x = 1; x < columns - 1; x++) if ((grey[row * columns + x] ?? 255) < paper - DARKER) return true
    return false
  }
  const all = Array.from({ length: rows }, (_, row) => row).filter((row) => row > 0 && row < rows - 1 && inked(row))
  if (all.length === 0) return { top: 0, bottom: 1 }
  return { top: Math.max(0, (all[0] ?? 0) / rows - MARGIN), bottom: Math.min(1, ((all[all.length - 1] ?? rows) + 1) / rows + MARGIN) }
}

export function inkOf(image: HTMLImageElement): { top: number; bottom: number } {
  const canvas = Object.assign(document.createElement('canvas'), { width: COLUMNS, height: ROWS })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return { top: 0, bottom: 1 }
  pen.drawImage(image, 0, 0, COLUMNS, ROWS)
  const { data } = pen.getImageData(0, 0, COLUMNS, ROWS)
  return inkRows(Array.from({ length: COLUMNS * ROWS }, (_, i) => Math.min(data[i * 4] ?? 255, data[i * 4 + 1] ?? 255, data[i * 4 + 2] ?? 255)), COLUMNS, ROWS)
}

/** How far down, in percent as `object-position` has it, a picture of this height stands in a window so that the beginning or the end of the writing is seen. */
export function standing(part: 'start' | 'end', ink: { top: number; bottom: number }, picture: number, window: number): number {
  if (picture <= window) return 0
  const down = part === 'start' ? ink.top * picture : ink.bottom * picture - window
  return Math.round((Math.min(Math.max(down, 0), picture - window) / (picture - window)) * 100)
}
