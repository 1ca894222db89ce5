/** The menu by role. What a role may not use is absent, not grey. */
import type { Counts, Role } from '@/api'
import type { Word } from '@/words/zh'

export interface MenuItem {
  path: string
  word: Word
  icon: string
  roles: Role[]
  count?: keyof Counts
  /** Pages of this entry, shown below it while one is there. */
  pages?: { path: string; word: Word; roles: Role[]; count?: keyof Counts }[]
}

const ALL: Role[] = ['mailroom', 'clerk', 'lawyer', 'leader', 'auditor', 'administrator']

export const menu: MenuItem[] = [
  { path: '/', word: 'frame.menuItems.home', icon: 'home', roles: ALL, count: 'tasks' },
  {
    path: '/mail', word: 'frame.menuItems.mail', icon: 'mail', roles: ['mailroom', 'clerk', 'auditor'], count: 'verify',
    pages: [
      { path: '/mail/batches', word: 'batches.page', roles: ['mailroom', 'clerk', 'auditor'], count: 'sort' },
      { path: '/mail', word: 'mailroom.letter.page', roles: ['mailroom', 'clerk', 'auditor'], count: 'verify' },
      { path: '/mail/separators', word: 'batches.separators', roles: ['mailroom', 'clerk'] },
    ],
  }, // prettier-ignore
  { path: '/register', word: 'frame.menuItems.register', icon: 'register', roles: ['mailroom', 'clerk', 'leader', 'auditor'] },
  { path: '/review', word: 'frame.menuItems.review', icon: 'review', roles: ['lawyer'], count: 'review_open' },
  { path: '/approve', word: 'frame.menuItems.approve', icon: 'approve', roles: ['leader', 'auditor'], count: 'approve' },
  {
    path: '/admin', word: 'frame.menuItems.admin', icon: 'admin', roles: ['auditor', 'administrator'],
    pages: [
      { path: '/admin/people', word: 'admin.people.page', roles: ['auditor', 'administrator'] },
      { path: '/admin/contracts', word: 'admin.contracts.page', roles: ['auditor', 'administrator'] },
      { path: '/admin/organs', word: 'admin.organs.page', roles: ['auditor', 'administrator'] },
      { path: '/admin/calendars', word: 'admin.calendars.page', roles: ['auditor', 'administrator'] },
      { path: '/admin/settings', word: 'admin.settings.page', roles: ['auditor', 'administrator'] },
    ],
  }, // prettier-ignore
  {
    path: '/audit', word: 'frame.menuItems.audit', icon: 'audit', roles: ['auditor'],
    pages: [
      { path: '/audit', word: 'auditor.record.page', roles: ['auditor'] },
      { path: '/audit/looks', word: 'auditor.looks.page', roles: ['auditor'] },
      { path: '/audit/ledger', word: 'auditor.ledger.page', roles: ['auditor'] },
    ],
  }, // prettier-ignore
]

export function menuOf(role: Role | undefined): MenuItem[] {
  return role ? menu.filter((item) => item.roles.includes(role)) : []
}

/** The page of an entry a path belongs to: the nearest one. */
export function pageOf(item: MenuItem, path: string): string {
  const fits = (item.pages ?? []).map((page) => page.path).filter((one) => path === one || path.startsWith(one + '/'))
  return fits.sort((a, b) => b.length - a.length)[0] ?? ''
}

/** The entry a path belongs to. */
export function entryOf(path: string): MenuItem | undefined {
  const fits = (item: MenuItem): boolean => (item.path === '/' ? path === '/' : path === item.path || path.startsWith(item.path + '/'))
  return menu.find(fits)
}
