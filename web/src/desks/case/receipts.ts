/** Receipts of this tab, so that the page after an act can show what was done. Kept in memory only. */
import { shallowReactive } from 'vue'
import type { Receipt } from '@/api'

export interface KeptReceipt {
  receipt: Receipt
  /** What the person saw when acting. */
  title: string
  version: number
  conclusion?: string
}

const kept = shallowReactive(new Map<string, KeptReceipt>())

export function keepReceipt(place: string, receipt: KeptReceipt): void {
  kept.set(place, receipt)
}
export function receiptAt(place: string): KeptReceipt | undefined {
  return kept.get(place)
}
