/**
 * Files on their way to the server: three at a time (those of a batch one after the other, because their order is that of the paper), each sent again under its own key until the server has said that it is safe or why not.
 * Knows no browser: sending, waiting and signing in are handed to it, so that a test drives it without a network.
 */
import type { ArrivalRow, Problem } from './types'
import { uploadKey } from './upload_key'

export type UploadState = 'waiting' | 'sending' | 'resting' | 'safe' | 'refused' | 'broken'

export interface Batch {
  received: string
  posted: string
  channel: string
  /** The rejected arrival that the one file of this batch shows anew. */
  again?: string
  /** The open batch (B000012) the files go into. */
  into?: string
}

export interface Upload {
  key: string
  file: File
  batch: Batch
  state: UploadState
  /** Bytes that have left this computer. */
  sent: number
  tries: number
  row: ArrivalRow | null
  problem: Problem | null
}

/** What came back: the row of the arrival, or the problem; null when the server was not reached. */
export type Answer = { status: number; row: ArrivalRow | null; problem: Problem | null } | null

export interface QueueParts {
  send: (upload: Upload, onBytes: (sent: number) => void) => Promise<Answer>
  pause: (ms: number) => Promise<void>
  signInAgain: () => Promise<void>
  /** Called whenever something changed that a page shows. */
  changed: (uploads: Upload[]) => void
  /** A file is safe: its row is with the server from now on. */
  arrived: (row: ArrivalRow) => void
}

export const AT_ONCE = 3
export const TRIES = 5
const REST_MS = [500, 2000, 5000, 15000]

export class UploadQueue {
  private readonly uploads: Upload[] = []
  private held = false

  constructor(private readonly parts: QueueParts) {}

  /** Files that are already here or already safe are not taken a second time; returns those. */
  add(files: File[], batch: Batch): File[] {
    const known: File[] = []
    for (const file of files) {
      const key = uploadKey(file, batch.again ?? batch.into)
      const before = this.uploads.find((upload) => upload.key === key)
      if (before && before.state !== 'broken') known.push(file)
      else if (before) this.revive(before)
      else this.uploads.push({ key, file, batch, state: 'waiting', sent: 0, tries: 0, row: null, problem: null })
    }
    this.tell()
    this.fill()
    return known
  }

  retry(key: string): void {
    const upload = this.uploads.find((each) => each.key === key)
    if (!upload || !['broken', 'refused'].includes(upload.state)) return
    this.revive(upload)
    this.tell()
    this.fill()
  }

  /** Those that did not get through, all at once. One that was refused needs a person first. */
  retryAll(): void {
    for (const upload of this.uploads) if (upload.state === 'broken') this.revive(upload)
    this.tell()
    this.fill()
  }

  /** Held, what is on its way goes through and nothing new sets out. */
  hold(held: boolean): void {
    this.held = held
    this.tell()
    this.fill()
  }

  /** Takes an upload that is over off the page. One on its way stays. */
  drop(key: string): void {
    const at = this.uploads.findIndex((each) => each.key === key && !this.underWay(each))
    if (at < 0) return
    this.uploads.splice(at, 1)
    this.tell()
    this.fill()
  }

  list(): Upload[] {
    return this.uploads
  }

  unfinished(): Upload[] {
    return this.uploads.filter((upload) => this.underWay(upload))
  }

  private underWay(upload: Upload): boolean {
    return upload.state === 'waiting' || upload.state === 'sending' || upload.state === 'resting'
  }

  private revive(upload: Upload): void {
    Object.assign(upload, { state: 'waiting', sent: 0, tries: 0, problem: null })
  }

  private tell(): void {
    this.parts.changed(this.uploads.map((upload) => ({ ...upload })))
  }

  private fill(): void {
    while (!this.held && this.uploads.filter((each) => each.state === 'sending' || each.state === 'resting').length < AT_ONCE) {
      const next = this.uploads.find((each, at) => each.state === 'waiting' && !this.holdsBack(each, at))
      if (!next) return
      void this.carry(next)
    }
  }

  /** A file of a batch waits for those before it, also for one that did not get through, until it is sent again or taken off. */
  private holdsBack(upload: Upload, at: number): boolean {
    const { into } = upload.batch
    return into !== undefined && this.uploads.slice(0, at).some((each) => each.batch.into === into && ['sending', 'resting', 'broken'].includes(each.state))
  }

  private async carry(upload: Upload): Promise<void> {
    while (!(await this.attempt(upload))) {
      upload.state = 'resting'
      this.tell()
      await this.parts.pause(upload.problem?.retry_after_s ? upload.problem.retry_after_s * 1000 : (REST_MS[upload.tries - 1] ?? 15000))
    }
    if (upload.row) this.parts.arrived(upload.row)
    this.tell()
    this.fill()
  }

  /** True when the file's fate is known or the tries are used up. */
  private async attempt(upload: Upload): Promise<boolean> {
    upload.state = 'sending'
    upload.sent = 0
    upload.tries++
    this.tell()
    const answer = await this.parts.send(upload, (sent) => {
      upload.sent = sent
      this.tell()
    })
    upload.problem = answer?.problem ?? null
    if (answer?.row) {
      Object.assign(upload, { state: 'safe', row: answer.row, sent: upload.file.size })
      return true
    }
    if (answer?.status === 401) return await this.renew(upload)
    if (answer && answer.status !== 429 && answer.status < 502) {
      upload.state = 'refused'
      return true
    }
    if (upload.tries < TRIES) return false
    upload.state = 'broken'
    return true
  }

  private async renew(upload: Upload): Promise<boolean> {
    try {
      await this.parts.signInAgain()
      upload.tries--
      return false
    } catch {
      upload.state = 'broken' // nobody signed in; the row stays with 「再传」
      return true
    }
  }
}
