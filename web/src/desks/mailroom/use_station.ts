/**
 * One letter on the desk: what the reading says, what the person decided, what is still open, and the way to the server. Pages show it; the
 * hand's way through it (focus) is the page's.
 */
import { useQueryClient } from '@tanstack/vue-query'
import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { api, ApiProblem, isConflict, type Dictionaries } from '@/api'
import { clockTime } from '@/parts/format'
import { isNeeded, neededFacts, withNeeded } from './facts'
import { isNothing, LetterSaver, type Change, type SaverState } from './letter_saver'
import { doubtId, fieldId, lineId, readWhole, stopsOf, textWith, type Stop } from './stops'
import type { FieldsInput, FieldView, Letter, LineDoubt, ReadLine, Reading, Verified } from './types'

export interface Work {
  /** By stop: what a person settled. */
  values: Record<string, string>
  /** By stop: typed, not settled yet. */
  drafts: Record<string, string>
  chosen: Record<string, string>
  lines: Record<string, string>
  settled: string[]
}

const empty = (): Work => ({ values: {}, drafts: {}, chosen: {}, lines: {}, settled: [] })
/** What could not be saved before the person went on. Lives as long as this tab and nowhere else. */
const leftBehind = new Map<string, { work: Work; change: Change }>()

window.addEventListener('beforeunload', (event) => {
  if (leftBehind.size > 0) event.preventDefault()
})

export const squeezed = (text: string): string => text.replace(/\s/g, '')

/** A field the person types before he sees what was read. */
export function isKeyFirst(field: FieldView): boolean {
  return field.mode === 'key_first' && !field.confirmed
}

export type Station = ReturnType<typeof useStation>

export function useStation(letter: Ref<Letter>, reading: Ref<Reading | undefined>, words: Ref<Dictionaries | undefined>) {
  const client = useQueryClient()
  const id = letter.value.id
  const work = shallowRef<Work>(leftBehind.get(id)?.work ?? empty())
  const history: Work[] = []
  const save = reactive({ stage: 'idle' as SaverState, at: 0, error: null as unknown })
  const conflict = shallowRef<{ who: string; at: string; theirs: Letter } | null>(null)
  /** The field or doubt where both readings stand side by side. */
  const both = ref<string | null>(null)
  const checkedAt = ref(0)
  /** Fields whose readings were shown before they were settled: said with the value. */
  const looked = new Set<string>()

  // ---- what is shown
  const kindNow = computed(() => work.value.values['f:kind'] ?? letter.value.fields.find((field) => field.name === 'kind')?.value ?? '')
  const anonymous = computed(() => (work.value.values['f:anonymous'] ?? letter.value.fields.find((field) => field.name === 'anonymous')?.value) === 'true')
  const needed = computed(() => neededFacts(kindNow.value, anonymous.value))
  const labels = computed(() => words.value?.fields ?? [])
  const kinds = computed(() => words.value?.letter_kinds ?? [])
  const fields = computed(() => withNeeded(letter.value.fields, needed.value.filter((name) => name !== 'claim'), labels.value, kinds.value))
  const claims = computed(() => (needed.value.includes('claim') ? withNeeded(letter.value.claims, ['claim'], labels.value, kinds.value) : letter.value.claims))
  const pages = computed(() => reading.value?.pages ?? [])

  function valueOf(field: FieldView, at: number): string {
    return work.value.values[fieldId(field, at)] ?? (isKeyFirst(field) ? '' : field.value)
  }

  // ---- where the hand stops. What was confirmed since the letter was opened keeps its place, so that going on never jumps back.
  const opened = shallowRef({ fields: fields.value, claims: claims.value, pages: pages.value })
  watch([() => fields.value.map((field) => field.name).join(), () => claims.value.length, pages], () => {
    const before = new Map(opened.value.fields.map((field) => [field.name, field]))
    opened.value = { fields: fields.value.map((field) => before.get(field.name) ?? field), claims: claims.value, pages: pages.value }
  })
  const isRequired = (name: string): boolean => isNeeded(name, needed.value)
  const stops = computed<Stop[]>(() => stopsOf(opened.value.fields, opened.value.claims, opened.value.pages, isRequired))
  /** Taken back here after the server had it: open again, although the server still says confirmed. */
  const reopened = ref<string[]>([])
  const settled = computed(() => new Set([...work.value.settled, ...confirmed.value.filter((stop) => !reopened.value.includes(stop))]))
  const confirmed = computed(() => [...fields.value.map((field, at) => ({ field, at })), ...claims.value.map((field, at) => ({ field, at }))].filter(({ field }) => field.confirmed).map(({ field, at }) => fieldId(field, at)))
  const open = computed(() => stops.value.filter((stop) => !settled.value.has(stop.id)))
  const missing = computed(() => [...fields.value.map((field, at) => ({ field, at })), ...claims.value.map((field, at) => ({ field, at }))].filter(({ field, at }) => (field.required || isRequired(field.name)) && field.name !== 'applicants' && !claimGiven(field) && valueOf(field, at) === ''))
  const claimGiven = (field: FieldView): boolean => field.name === 'claim' && claims.value.some((claim, at) => valueOf(claim, at) !== '')
  const isOpen = (stop: string): boolean => stops.value.some((one) => one.id === stop) && !settled.value.has(stop)

  // ---- keeping
  const saver = new LetterSaver(letter.value.version, {
    put: (input: FieldsInput) => api.send<Letter>(`/arrivals/${id}/fields`, { method: 'PUT', body: input }),
    isConflict,
    kept: (now) => {
      save.at = Date.now()
      client.setQueryData(['arrival', id], now)
    },
    conflict: (error) => void meetConflict(error),
    state: (state, error) => Object.assign(save, { stage: state, error: error ?? null }),
    later: (act, ms) => window.setTimeout(act, ms),
    forget: (timer) => window.clearTimeout(timer),
  })
  const before = leftBehind.get(id)
  if (before) saver.change(before.change)
  leftBehind.delete(id)
  watch(letter, (now) => saver.adopt(now.version))

  /** Where only the machine went on reading, the person's words go on top without a question. */
  async function meetConflict(error: unknown): Promise<void> {
    const problem = error instanceof ApiProblem ? error.problem : null
    try {
      const theirs = await api.get<Letter>(`/arrivals/${id}`)
      if (!problem?.by) return await saver.keepMine(theirs.version)
      conflict.value = { who: String(problem.by), at: typeof problem.at === 'number' ? clockTime(problem.at) : '', theirs }
    } catch (again) {
      save.error = again
    }
  }
  async function keepMine(): Promise<void> {
    const version = conflict.value?.theirs.version ?? saver.seen()
    conflict.value = null
    await saver.keepMine(version)
  }
  /** Hands back what undoes it. */
  function takeTheirs(): () => void {
    const theirs = conflict.value?.theirs
    const mine = work.value
    const dropped = saver.takeTheirs(theirs?.version ?? saver.seen())
    conflict.value = null
    work.value = empty()
    if (theirs) client.setQueryData(['arrival', id], theirs)
    return () => {
      work.value = mine
      if (!isNothing(dropped)) saver.change(dropped)
    }
  }

  // ---- deciding
  function put(next: Partial<Work>): void {
    history.push(work.value)
    work.value = { ...work.value, ...next }
  }
  const withSettled = (stop: string): string[] => [...new Set([...work.value.settled, stop])]
  function without(record: Record<string, string>, stop: string): Record<string, string> {
    const rest = { ...record }
    delete rest[stop]
    return rest
  }

  function settleField(field: FieldView, at: number, value: string): void {
    const stop = fieldId(field, at)
    put({ values: { ...work.value.values, [stop]: value }, drafts: without(work.value.drafts, stop), settled: withSettled(stop) })
    both.value = null
    saver.change(field.name === 'claim' ? { fields: {}, claims: claims.value.map((claim, i) => valueOf(claim, i)).filter((text) => text !== '') } : { fields: { [field.name]: value }, ...(looked.has(field.name) ? { looked: [field.name] } : {}) })
  }
  function draft(stop: string, text: string): void {
    work.value = { ...work.value, drafts: { ...work.value.drafts, [stop]: text } }
  }

  /** The line with everything chosen in it so far. */
  function lineText(page: number, line: ReadLine): string {
    const chosen = new Map<number, string>()
    for (const doubt of line.doubts) {
      const text = chosenFor(page, line, doubt)
      if (text !== undefined) chosen.set(doubt.at, text)
    }
    return work.value.lines[lineId(page, line.n)] ?? line.confirmed?.value ?? textWith(line, chosen)
  }
  function chosenFor(page: number, line: ReadLine, doubt: LineDoubt): string | undefined {
    return work.value.chosen[doubtId(page, line.n, doubt.at)]
  }
  function choose(page: number, line: ReadLine, doubt: LineDoubt, text: string): void {
    const stop = doubtId(page, line.n, doubt.at)
    put({ chosen: { ...work.value.chosen, [stop]: text }, settled: withSettled(stop), drafts: without(work.value.drafts, stop) })
    if (line.doubts.every((one) => work.value.settled.includes(doubtId(page, line.n, one.at)))) keepLine(page, line)
  }
  /** Both readings of a field side by side, or not; that they were looked at is kept. */
  function showBoth(field: FieldView, at: number): void {
    const stop = fieldId(field, at)
    both.value = both.value === stop ? null : stop
    if (isKeyFirst(field)) looked.add(field.name)
  }
  /** Shows another candidate without settling it. */
  function show(stop: string, text: string): void {
    work.value = { ...work.value, chosen: { ...work.value.chosen, [stop]: text } }
  }
  function settleLine(page: number, line: ReadLine, text: string): void {
    const stop = lineId(page, line.n)
    put({ lines: { ...work.value.lines, [stop]: text }, settled: [...withSettled(stop), ...line.doubts.map((doubt) => doubtId(page, line.n, doubt.at))], drafts: without(work.value.drafts, stop) })
    keepLine(page, line)
  }
  function keepLine(page: number, line: ReadLine): void {
    saver.change({ fields: {}, lines: [{ page, line: line.n, text: lineText(page, line), box: line.box }] })
  }

  /** Open doubts elsewhere in the letter where the same was read. */
  function sameAs(from: string, except: string): { stop: Extract<Stop, { kind: 'doubt' }> }[] {
    return open.value.flatMap((stop) => (stop.kind === 'doubt' && stop.doubt.text === from && stop.id !== except ? [{ stop }] : []))
  }

  function undo(): boolean {
    const last = history.pop()
    if (!last) return false
    const back = work.value.settled.filter((stop) => !last.settled.includes(stop))
    const read = [...opened.value.fields.map((field, at) => ({ field, at })), ...opened.value.claims.map((field, at) => ({ field, at }))]
    const values = { ...last.values }
    for (const { field, at } of read) {
      const stop = fieldId(field, at)
      if (back.includes(stop)) values[stop] ??= isKeyFirst(field) ? '' : field.value
    }
    reopened.value = [...new Set([...reopened.value, ...back])]
    work.value = { ...last, values, drafts: back.reduce(without, last.drafts) }
    checkedAt.value = 0
    return true
  }

  // ---- the end
  /** A press that is sent again says the same as the first time, also when the letter was read anew in between. */
  let pressed = { key: '', version: 0 }
  async function verify(key: string): Promise<Verified> {
    if (!(await saver.flush())) throw save.error ?? new Error('conflict')
    if (pressed.key !== key) pressed = { key, version: saver.seen() }
    return await api.act<Verified>(`/arrivals/${id}/verify`, { version: pressed.version, fields: {} }, key)
  }

  onBeforeUnmount(() => {
    void saver.flush().then((all) => {
      if (!all) leftBehind.set(id, { work: work.value, change: saver.unsaved() })
      saver.close()
    })
  })

  return {
    id, work, save, conflict, both, checkedAt, fields, claims, pages, needed, stops, settled, open, missing, isOpen, isRequired, valueOf, settleField, draft,
    lineText, chosenFor, choose, show, showBoth, settleLine, sameAs, undo, verify, keepMine, takeTheirs, readWhole, flush: () => saver.flush(),
  } // prettier-ignore
}
