import type { RouteRecordRaw } from 'vue-router'

/** Pages of the administrator; the auditor reads them. Each is loaded when it is first opened. */
export const adminRoutes: RouteRecordRaw[] = [
  { path: 'admin', redirect: '/admin/people' },
  { path: 'admin/people', component: () => import('./PeoplePage.vue'), meta: { title: 'admin.people.page' } },
  { path: 'admin/contracts', component: () => import('./ContractsPage.vue'), meta: { title: 'admin.contracts.page' } },
  { path: 'admin/organs', component: () => import('./OrgansPage.vue'), meta: { title: 'admin.organs.page' } },
  { path: 'admin/calendars', component: () => import('./CalendarsPage.vue'), meta: { title: 'admin.calendars.page' } },
  { path: 'admin/settings', component: () => import('./SettingsPage.vue'), meta: { title: 'admin.settings.page' } },
]
