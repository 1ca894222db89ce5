import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const lawyerRoutes: RouteRecordRaw[] = [
  { path: 'review', component: () => import('./QueuePage.vue'), meta: { title: 'lawyer.queue.page' } },
  { path: 'review/claim/:case', component: () => import('./PartiesPage.vue'), meta: { title: 'lawyer.parties.page' } },
  { path: 'review/tasks/:case', component: () => import('./TaskPage.vue'), meta: { title: 'lawyer.task.page', work: true } },
  { path: 'review/tasks/:case/sign', component: () => import('./SignPage.vue'), meta: { title: 'lawyer.sign.page', work: true } },
]
