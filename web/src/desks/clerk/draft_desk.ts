/** What the sections of a draft share with their page. */
import type { ComputedRef, InjectionKey, Ref, ShallowRef } from 'vue'
import type { Finding } from '@/api'
import type { CellKind, Parts } from './draft_parts'

export interface DraftDesk {
  number: ComputedRef<string>
  parts: ShallowRef<Parts>
  editable: ComputedRef<boolean>
  /** What the round may decide and on which grounds, by code; absent: whatever the closed lists hold. */
  choices: ComputedRef<{ outcomes?: string[]; grounds?: string[] }>
  findings: ComputedRef<Finding[]>
  /** Place of the one paragraph that is a text area. */
  editing: Ref<string>
  /** Where one is. */
  place: Ref<string>
  type: (place: string, text: string) => void
  set: (parts: Parts) => void
  add: (kind: CellKind, options?: { claim?: number; after?: number }) => void
  remove: (place: string, what: string) => void
  adopt: (finding: Finding) => void
  explain: (finding: Finding, reason: string, key: string) => Promise<void>
  /** A paragraph was left: what was typed is kept now. */
  leave: () => void
}

export const DRAFT: InjectionKey<DraftDesk> = Symbol('draft')
