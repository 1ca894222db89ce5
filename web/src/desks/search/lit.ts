/** The hits of a kept search on the pages of one letter, for the viewer of the page. Nothing without a search in the address. */
import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { api, type Schemas } from '@/api'
import type { MarkedBox } from '@/parts/shapes'

export interface Lit {
  boxes: ComputedRef<MarkedBox[]>
  first: ComputedRef<string>
  total: ComputedRef<number>
}

export function useLit(arrival: Ref<string | undefined>, page: Ref<number>): Lit {
  const route = useRoute()
  const search = computed(() => (typeof route.query.search === 'string' ? route.query.search : ''))
  const { data } = useQuery({
    queryKey: computed(() => ['arrival', arrival.value ?? '', 'places', search.value]),
    queryFn: ({ signal }) => api.get<Schemas['Places']>(`/arrivals/${encodeURIComponent(arrival.value ?? '')}/places`, { search: search.value }, signal),
    enabled: computed(() => Boolean(search.value && arrival.value)),
    retry: false,
  })
  const places = computed(() => data.value?.places ?? [])
  const boxes = computed(() =>
    places.value.flatMap((place, i) => (place.page === page.value ? (place.boxes ?? []).map((box, j): MarkedBox => ({ id: `hit:${i}:${j}`, box, tone: 'hit' })) : [])),
  )
  return { boxes, first: computed(() => boxes.value[0]?.id ?? ''), total: computed(() => places.value.length) }
}
