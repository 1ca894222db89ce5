/**
 * Keeps what a person confirmed: a second after the last key, before leaving, and again until the server has it. What it was given is never
 * forgotten before the server has answered for it. After a conflict it stops and waits for the person's word.
 */
import type { SaveStage } from '@/parts/autosave'
import type { FieldsInput, Letter } from './types'

export type SaverState = SaveStage
export type Change = Omit<FieldsInput, 'version'>

export interface SaverParts {
  put: (input: FieldsInput) => Promise<Letter>
  isConflict: (error: unknown) => boolean
  /** The letter as the server has it now. */
  kept: (letter: Letter) => void
  conflict: (error: unknown) => void
  state: (state: SaverState, error?: unknown) => void
  later: (act: () => void, ms: number) => number
  forget: (timer: number) => void
}

const PAUSE_MS = 1000
const AGAIN_MS = 5000

export function isNothing(change: Change): boolean {
  return Object.keys(change.fields).length === 0 && change.claims === undefined && (change.lines ?? []).length === 0
}

/** `newer` over `older`: fields by name, lines by place, claims as a whole. */
export function merged(older: Change, newer: Change): Change {
  const lines = new Map((older.lines ?? []).map((line) => [`${line.page}:${line.line}`, line]))
  for (const line of newer.lines ?? []) lines.set(`${line.page}:${line.line}`, line)
  const claims = newer.claims ?? older.claims
  const looked = [...new Set([...(older.looked ?? []), ...(newer.looked ?? [])])]
  return { fields: { ...older.fields, ...newer.fields }, ...(claims ? { claims } : {}), ...(looked.length > 0 ? { looked } : {}), ...(lines.size > 0 ? { lines: [...lines.values()] } : {}) }
}

export class LetterSaver {
  private pending: Change = { fields: {} }
  private sending: Change = { fields: {} }
  private timer = 0
  private running: Promise<boolean> | null = null
  private stopped = false

  constructor(
    private version: number,
    private readonly parts: SaverParts,
  ) {}

  change(change: Change): void {
    this.pending = merged(this.pending, change)
    if (this.stopped) return
    this.parts.state('dirty')
    this.schedule(PAUSE_MS)
  }

  /** Everything that the server has not answered for. */
  unsaved(): Change {
    return merged(this.sending, this.pending)
  }

  seen(): number {
    return this.version
  }

  /** A newer state was read; only when nothing is under way, so that a save keeps the version it started from. */
  adopt(version: number): void {
    if (!this.running && isNothing(this.pending)) this.version = version
  }

  /** Resolves when nothing is left to save or saving has failed. */
  async flush(): Promise<boolean> {
    this.parts.forget(this.timer)
    await this.running
    while (!this.stopped && !isNothing(this.pending)) if (!(await this.start())) break
    return isNothing(this.unsaved())
  }

  /** After a conflict: over the other's version, or without what was typed, which is handed back for an undo. */
  async keepMine(version: number): Promise<void> {
    this.version = version
    this.stopped = false
    if (isNothing(this.pending)) this.parts.state('saved')
    else await this.start()
  }
  takeTheirs(version: number): Change {
    const dropped = this.unsaved()
    this.pending = { fields: {} }
    this.sending = { fields: {} }
    this.version = version
    this.stopped = false
    this.parts.state('idle')
    return dropped
  }

  /** Stops the clock; unsaved() still says what was not kept. */
  close(): void {
    this.parts.forget(this.timer)
  }

  private schedule(ms: number): void {
    this.parts.forget(this.timer)
    this.timer = this.parts.later(() => void this.start(), ms)
  }

  private start(): Promise<boolean> {
    this.running ??= this.save().finally(() => (this.running = null))
    return this.running
  }

  /** Whether the server took it. */
  private async save(): Promise<boolean> {
    if (this.stopped || isNothing(this.pending)) return true
    this.sending = this.pending
    this.pending = { fields: {} }
    this.parts.state('saving')
    try {
      const letter = await this.parts.put({ version: this.version, ...this.sending })
      this.version = letter.version
      this.sending = { fields: {} }
      this.parts.kept(letter)
      this.parts.state(isNothing(this.pending) ? 'saved' : 'dirty')
      if (!isNothing(this.pending)) this.schedule(PAUSE_MS)
      return true
    } catch (error) {
      this.refused(error)
      return false
    }
  }

  private refused(error: unknown): void {
    this.pending = merged(this.sending, this.pending)
    this.sending = { fields: {} }
    if (this.parts.isConflict(error)) {
      this.stopped = true
      this.parts.state('conflict')
      this.parts.conflict(error)
      return
    }
    this.parts.state('failed', error)
    this.schedule(AGAIN_MS)
  }
}
