import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const batchRoutes: RouteRecordRaw[] = [
  { path: 'mail/batches', component: () => import('./BatchesPage.vue'), meta: { title: 'batches.page' } },
  { path: 'mail/batches/:id', component: () => import('./BatchPage.vue'), meta: { title: 'batches.one' } },
  { path: 'mail/batches/:id/sort', component: () => import('./SortPage.vue'), meta: { title: 'batches.sortPage', work: true } },
  { path: 'mail/separators', component: () => import('./SeparatorsPage.vue'), meta: { title: 'batches.separators' } },
]
