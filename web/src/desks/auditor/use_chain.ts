/** The last check of the record's chain, or the one under way; asked for once a second while it runs. */
import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import { api, type Schemas } from '@/api'

export type Chain = Schemas['AuditChain']
export const CHAIN = ['audit-chain']
const WHILE_IT_RUNS_MS = 1000
const ELSE_MS = 60_000

export const isBusy = (chain: Chain | undefined): boolean => ['asked', 'running'].includes(chain?.standing ?? '')

export function useChain(): UseQueryReturnType<Chain, Error> {
  return useQuery({
    queryKey: CHAIN,
    queryFn: ({ signal }) => api.get<Chain>('/audit/chain', undefined, signal),
    refetchInterval: (query) => (isBusy(query.state.data) ? WHILE_IT_RUNS_MS : ELSE_MS),
  })
}
