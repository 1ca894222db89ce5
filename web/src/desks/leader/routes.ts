import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const leaderRoutes: RouteRecordRaw[] = [
  { path: 'approve', component: () => import('./ListPage.vue'), meta: { title: 'leader.list.page' } },
  { path: 'approve/:case', component: () => import('./ApprovePage.vue'), meta: { title: 'leader.card.page', work: true } },
]
