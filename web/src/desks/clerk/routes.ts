import type { RouteRecordRaw } from 'vue-router'

/** Pages of this desk; each is loaded when it is first opened. */
export const clerkRoutes: RouteRecordRaw[] = []
