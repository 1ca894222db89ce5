/** Where the picture of a page stands in its window. Pure arithmetic; units are CSS pixels. */
export interface View {
  x: number
  y: number
  scale: number
  /** Quarter turns clockwise, 0–3. */
  turns: number
}
export interface Size {
  width: number
  height: number
}

export const SCALE_MIN = 0.05
export const SCALE_MAX = 6

/** Size of the picture as it stands, turned. */
export function turned(page: Size, turns: number): Size {
  return turns % 2 === 0 ? page : { width: page.height, height: page.width }
}

export function fitWidth(page: Size, window: Size, turns: number): View {
  const scale = clampScale((window.width - 2) / turned(page, turns).width)
  return { x: 0, y: 0, scale, turns }
}

export function clampScale(scale: number): number {
  return Math.min(SCALE_MAX, Math.max(SCALE_MIN, scale))
}

/** Zooms so that the point (px, py) of the window keeps its place on the paper. */
export function zoomAt(view: View, factor: number, px: number, py: number): View {
  const scale = clampScale(view.scale * factor)
  const ratio = scale / view.scale
  return { ...view, scale, x: px - (px - view.x) * ratio, y: py - (py - view.y) * ratio }
}

/** Keeps at least a fifth of the picture in the window; centres what is smaller than the window. */
export function keepInView(view: View, page: Size, window: Size): View {
  const now = turned(page, view.turns)
  const limit = (at: number, length: number, room: number): number => (length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at)))
  return { ...view, x: limit(view.x, now.width * view.scale, window.width), y: limit(view.y, now.height * view.scale, window.height) }
}

/** A box in fractions of the upright page → fractions of the page as turned. */
export function turnBox(box: number[], turns: number): [number, number, number, number] {
  const [x = 0, y = 0, w = 0, h = 0] = box
  if (turns === 1) return [1 - y - h, x, h, w]
  if (turns === 2) return [1 - x - w, 1 - y - h, w, h]
  if (turns === 3) return [y, 1 - x - w, h, w]
  return [x, y, w, h]
}

/** Moves only if the box is not wholly in the window: a picture that jumps loses the reader. */
export function bringIntoView(view: View, box: number[], page: Size, window: Size): View {
  const now = turned(page, view.turns)
  const [x, y, w, h] = turnBox(box, view.turns)
  const shift = (start: number, length: number, at: number, room: number): number => {
    const seen = at + start >= 0 && at + start + length <= room
    return seen ? at : room / 2 - start - length / 2
  }
  const moved = {
    ...view,
    x: shift(x * now.width * view.scale, w * now.width * view.scale, view.x, window.width),
    y: shift(y * now.height * view.scale, h * now.height * view.scale, view.y, window.height),
  }
  return keepInView(moved, page, window)
}
