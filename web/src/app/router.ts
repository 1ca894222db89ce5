/** Addresses. Each desk lists its pages in `desks/<desk>/routes.ts`; personal data never stands in an address. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { adminRoutes } from '@/desks/admin/routes'
import { auditorRoutes } from '@/desks/auditor/routes'
import { batchRoutes } from '@/desks/batches/routes'
import { clerkRoutes } from '@/desks/clerk/routes'
import { homeRoutes } from '@/desks/home/routes'
import { lawyerRoutes } from '@/desks/lawyer/routes'
import { leaderRoutes } from '@/desks/leader/routes'
import { mailroomRoutes } from '@/desks/mailroom/routes'
import { searchRoutes } from '@/desks/search/routes'
import { t, type Word } from '@/words/zh'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page's name, for title and breadcrumb. */
    title: Word
    /** Pages where the eye needs the width: the menu is narrow there. */
    work?: boolean
    /** Shown without the frame and without sign-in. */
    bare?: boolean
    /** Where one is led before the password is one's own, or before a second factor that must be there is. */
    own?: 'password' | 'second-factor'
  }
}

/** Every part in every state, in development builds only: the page and its invented data do not ship. */
const parts: RouteRecordRaw[] = import.meta.env.MODE === 'development' ? [{ path: '/dev/ui', component: () => import('@/dev/UiPage.vue'), meta: { title: 'frame.product', bare: true } }] : []

const routes: RouteRecordRaw[] = [
  { path: '/login', component: () => import('./SignInPage.vue'), meta: { title: 'frame.signIn.page', bare: true } },
  { path: '/login/back', component: () => import('./SignInBackPage.vue'), meta: { title: 'frame.signIn.page', bare: true } },
  { path: '/query', component: () => import('./QueryPage.vue'), meta: { title: 'frame.query.page', bare: true } },
  { path: '/password', component: () => import('./PasswordPage.vue'), meta: { title: 'frame.password.page', own: 'password' } },
  { path: '/second-factor', component: () => import('./SecondFactorPage.vue'), meta: { title: 'frame.secondFactor.page', own: 'second-factor' } },
  ...parts,
  {
    path: '/',
    component: () => import('./AppFrame.vue'),
    children: [
      ...homeRoutes,
      ...mailroomRoutes,
      ...batchRoutes,
      ...clerkRoutes,
      ...lawyerRoutes,
      ...leaderRoutes,
      ...auditorRoutes,
      ...searchRoutes,
      ...adminRoutes,
      { path: ':rest(.*)*', component: () => import('./NotHere.vue'), meta: { title: 'frame.notHereTitle' } },
    ],
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (to.meta.bare) return true
  const session = useSession()
  const signedIn = session.session ?? (await session.load())
  if (!signedIn) return { path: '/login', query: { to: to.fullPath } }
  if (signedIn.must_change_password && to.meta.own !== 'password') return { path: '/password', query: { to: to.fullPath } }
  if (!signedIn.must_change_password && signedIn.must_set_second_factor && !to.meta.own) return { path: '/second-factor', query: { to: to.fullPath } }
  return true
})

/** Only an address of ours: `//elsewhere` would leave the house. */
export function innerAddress(wanted: unknown): string {
  const to = typeof wanted === 'string' ? wanted : '/'
  return /^\/(?!\/|\\)/.test(to) ? to : '/'
}

router.afterEach((to) => {
  if (to.meta.title) document.title = t('frame.titlePage', { page: t(to.meta.title) })
})

/** `object` is a number or 文号, never a person's name. */
export function nameObject(object: string): void {
  const page = router.currentRoute.value.meta.title
  document.title = t('frame.title', { object, page: t(page) })
}
