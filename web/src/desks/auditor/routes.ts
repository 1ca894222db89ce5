import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const auditorRoutes: RouteRecordRaw[] = [
  { path: 'audit', component: () => import('./RecordPage.vue'), meta: { title: 'auditor.record.page' } },
  { path: 'audit/looks', component: () => import('./LooksPage.vue'), meta: { title: 'auditor.looks.page' } },
  { path: 'audit/ledger', component: () => import('./LedgerPage.vue'), meta: { title: 'auditor.ledger.page' } },
]
