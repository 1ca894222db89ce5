/**
 * What a person does to a table, sent one step after the other, each naming the version the one before left behind. The table shows a step at once;
 * when one is refused the rest is not sent, because it was meant for another table, and the server's own is shown again. Knows no page: sending
 * and asking are handed to it.
 */
import { shallowRef, type ShallowRef } from 'vue'
import { applied, tableOf, type Table } from './table'
import type { BatchView, SortOperation } from './types'

export interface StepParts {
  send: (operations: SortOperation[], version: number) => Promise<BatchView>
  /** The batch as it is now, after a refusal. */
  ask: () => Promise<BatchView>
  /** The server's answer, for whoever else shows this batch. */
  told: (view: BatchView) => void
}

export interface Steps {
  view: ShallowRef<BatchView>
  table: ShallowRef<Table>
  /** Steps that are not with the server yet. */
  waiting: ShallowRef<number>
  error: ShallowRef<unknown>
  /** Whether the server took it. */
  take: (operations: SortOperation[]) => Promise<boolean>
  /** Somebody else's step came in; ignored while one's own are on their way. */
  hear: (view: BatchView) => boolean
}

const LOCAL = ['split', 'merge', 'move', 'rotate', 'mark', 'dismiss']

export function useSteps(first: BatchView, parts: StepParts): Steps {
  const view = shallowRef(first)
  const table = shallowRef(tableOf(first))
  const waiting = shallowRef(0)
  const error = shallowRef<unknown>(null)
  let line: Promise<unknown> = Promise.resolve()
  /** Raised by a refusal: what was pressed before it is not sent any more. */
  let round = 0

  function show(fresh: BatchView): void {
    view.value = fresh
    table.value = tableOf(fresh)
    parts.told(fresh)
  }

  async function refuse(problem: unknown): Promise<void> {
    round++
    try {
      show(await parts.ask())
    } catch {
      table.value = tableOf(view.value) // what was last known; why the step was refused is told below
    }
    error.value = problem
  }

  async function carry(operations: SortOperation[], mine: number): Promise<boolean> {
    try {
      if (mine !== round) return false
      const fresh = await parts.send(operations, view.value.row.version)
      if (waiting.value === 1) show(fresh)
      else view.value = fresh
      return true
    } catch (problem) {
      await refuse(problem)
      return false
    } finally {
      waiting.value--
    }
  }

  function take(operations: SortOperation[]): Promise<boolean> {
    error.value = null
    for (const one of operations) if (LOCAL.includes(one.op)) table.value = applied(table.value, one) ?? table.value
    waiting.value++
    const mine = round
    const sent = line.then(() => carry(operations, mine))
    line = sent
    return sent
  }

  function hear(fresh: BatchView): boolean {
    if (waiting.value > 0 || fresh.row.version <= view.value.row.version) return false
    view.value = fresh
    table.value = tableOf(fresh)
    return true
  }

  return { view, table, waiting, error, take, hear }
}
