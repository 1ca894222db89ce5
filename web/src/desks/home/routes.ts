import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const homeRoutes: RouteRecordRaw[] = [{ path: '', component: () => import('./HomePage.vue'), meta: { title: 'frame.menuItems.home' } }]
