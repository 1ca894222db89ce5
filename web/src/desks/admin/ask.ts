/** What the administrator's pages share: who may change, and sending a change. */
import { computed, type ComputedRef } from 'vue'
import { useSession } from '@/app/session'
import { api } from '@/api'

export function useMayChange(): ComputedRef<boolean> {
  const session = useSession()
  return computed(() => session.person?.role === 'administrator')
}

/** At least two characters, as the server wants them. */
export const isReason = (words: string): boolean => Array.from(words.trim()).length >= 2

/** A change names the version it was made from, so a second try of the same press changes nothing twice. */
export function change<T>(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return api.send<T>(path, body === undefined ? { method } : { method, body })
}

