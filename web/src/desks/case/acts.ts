/** A person's act on a case, and what to say when somebody was faster. */
import { api, ApiProblem, type Receipt, type Schemas } from '@/api'
import { shortInstant } from '@/parts/format'
import { t } from '@/words/zh'

export type ActView = Schemas['ActView']

export interface Press {
  number: string
  /** Of the case as the person saw it. */
  version: number
  act: string
  input?: Record<string, unknown>
  password?: string
}

export function casePath(number: string, rest = ''): string {
  return `/cases/${encodeURIComponent(number)}${rest}`
}

/** What an act answers: the receipt, and where the case stands now. */
export type Done = Receipt & { version: number }

export function sendAct(press: Press, key: string): Promise<Done> {
  const body: Schemas['ActInput'] = { act: press.act, version: press.version, input: press.input ?? {} }
  if (press.password) body.password = press.password
  return api.act<Done>(casePath(press.number, '/acts'), body, key)
}

/** Conflicts of an act in which somebody else was faster; what else conflicts, as a notice that was not served yet, says so itself. */
const MOVED_ON = ['case.stale', 'act.no_such_step', 'act.text_changed', 'act.task_taken', 'act.task_missing', 'queue.lease_lost']

/** The case moved on while the page was open. */
export function isStale(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && MOVED_ON.includes(error.code)
}

export function staleWords(error: ApiProblem): string {
  const { by, at } = error.problem as { by?: string; at?: number }
  if (error.code === 'act.task_taken') return error.problem.detail
  return by ? t('case.staleBy', { who: by, at: at ? shortInstant(at) : '' }) : t('case.stale')
}

/** At least two characters, which is what the table of acts asks of a reason. */
export function isReason(text: string): boolean {
  return [...text.trim()].length >= 2
}
