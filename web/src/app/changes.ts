/**
 * Asks the server what changed, every 5 s while a page is seen and every 15 s in the background. Knows no browser: the shared worker and, where
 * there is none, each tab run it with their own fetch and clock. Answers only say what changed, never content.
 */
import type { Changes } from '@/api/types'

export type Tidings =
  | { kind: 'changes'; changes: Changes; at: number }
  | { kind: 'lost'; tries: number; seenAt: number }
  | { kind: 'signed-out' }

export interface ChangeParts {
  ask: (since: number) => Promise<Response>
  tell: (tidings: Tidings) => void
  later: (act: () => void, ms: number) => number
  forget: (timer: number) => void
  now: () => number
}

export const SEEN_MS = 5000
export const BACKGROUND_MS = 15000

export class ChangePoll {
  private since = 0
  private tries = 0
  private seenAt = 0
  private timer = 0
  private visible = true
  private running = false
  private busy = false

  constructor(private readonly parts: ChangeParts) {}

  start(): void {
    if (this.running) return
    this.running = true
    void this.round()
  }

  stop(): void {
    this.running = false
    this.parts.forget(this.timer)
  }

  /** Coming back into view asks at once. */
  show(visible: boolean): void {
    const back = visible && !this.visible
    this.visible = visible
    if (!back || !this.running || this.busy) return
    this.parts.forget(this.timer)
    void this.round()
  }

  private async round(): Promise<void> {
    this.busy = true
    try {
      const response = await this.parts.ask(this.since)
      if (response.status === 401) {
        this.running = false
        this.parts.tell({ kind: 'signed-out' })
      } else if (response.ok) {
        this.hear((await response.json()) as Changes)
      } else {
        this.lose()
      }
    } catch {
      this.lose() // told to the page, which shows it
    }
    this.busy = false
    if (this.running) this.timer = this.parts.later(() => void this.round(), this.visible ? SEEN_MS : BACKGROUND_MS)
  }

  private hear(changes: Changes): void {
    this.since = changes.n
    this.tries = 0
    this.seenAt = this.parts.now()
    this.parts.tell({ kind: 'changes', changes, at: this.seenAt })
  }

  private lose(): void {
    this.tries++
    this.parts.tell({ kind: 'lost', tries: this.tries, seenAt: this.seenAt })
  }
}
