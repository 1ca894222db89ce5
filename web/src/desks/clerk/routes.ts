import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const clerkRoutes: RouteRecordRaw[] = [
  { path: 'register', component: () => import('./RegisterPage.vue'), meta: { title: 'clerk.register.title' } },
  { path: 'cases/:number', component: () => import('./CasePage.vue'), meta: { title: 'clerk.case.page' } },
  { path: 'cases/:number/papers/:key', component: () => import('./PapersPage.vue'), meta: { title: 'clerk.case.papers', work: true } },
  { path: 'cases/:number/receipts/:event', component: () => import('../case/ReceiptPage.vue'), meta: { title: 'case.receipt.page' } },
  { path: 'cases/:number/draft', component: () => import('./DraftPage.vue'), meta: { title: 'clerk.draft.page', work: true } },
  { path: 'cases/:number/notices', component: () => import('./NoticesPage.vue'), meta: { title: 'clerk.notices.page' } },
  { path: 'cases/:number/issue', component: () => import('./IssuePage.vue'), meta: { title: 'clerk.issue.page' } },
]
