/** Receipts: where each can be had again, and what it is called. Immutable, so once read they are never asked for twice. */
import type { QueryClient } from '@tanstack/vue-query'
import { api, type Receipt } from '@/api'
import { t } from '@/words/zh'
import { casePath } from './acts'

export const receiptPath = (number: string, event: number): string => casePath(number, `/receipts/${event}`)
const keyOf = (number: string, event: number) => ['receipt', number, event]

export function receiptQuery(number: string, event: number) {
  return { queryKey: keyOf(number, event), queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Receipt>(receiptPath(number, event), undefined, signal), staleTime: Infinity }
}
/** The answer to the act is the receipt: its page shows it at once. Returns the page's address. */
export function keepReceipt(client: QueryClient, receipt: Receipt): string {
  client.setQueryData(keyOf(receipt.case, receipt.event), receipt)
  return receiptPath(receipt.case, receipt.event)
}

/** Acts with a receipt: those of persons. What the machine did has none. */
const TITLES: Record<string, () => string> = {
  sign_off: () => t('lawyer.sign.receiptTitle'),
  approve: () => t('leader.receipt.title'),
  send_back: () => t('leader.receipt.returned'),
  issue: () => t('clerk.issue.receiptIssue'),
  serve: () => t('clerk.issue.receiptTitle'),
  close: () => t('clerk.issue.receiptClose'),
}
export const hasReceipt = (act: string): boolean => act in TITLES
export const receiptTitle = (receipt: Receipt): string => TITLES[receipt.act]?.() ?? t('case.receipt.of', { act: receipt.word })

export function receiptWords(receipt: Receipt): string {
  if (receipt.act !== 'sign_off' || !receipt.conclusion || !receipt.title) return receipt.words
  const conclusion = receipt.conclusion === 'agree_with_reservation' ? t('lawyer.sign.agreeWith') : t('lawyer.sign.agree')
  return t('lawyer.sign.receiptWhat', { title: receipt.title, n: receipt.draft_version ?? '', conclusion })
}
