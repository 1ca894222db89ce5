import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const mailroomRoutes: RouteRecordRaw[] = [
  { path: 'mail', component: () => import('./MailPage.vue'), meta: { title: 'frame.menuItems.mail' } },
  { path: 'mail/letters/:id', component: () => import('./LetterPage.vue'), meta: { title: 'mailroom.letter.page', work: true } },
]
