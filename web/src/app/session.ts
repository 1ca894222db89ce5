/** Who is signed in, and the sign-in over the page when the session has ended. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, ApiProblem, keepSession, type About, type Schemas, type Session } from '@/api'

export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const about = ref<About | null>(null)
  /** The session ended while a page was open: sign-in lies over it. */
  const over = ref(false)
  let waiting: { promise: Promise<void>; done: () => void; failed: (why: Error) => void } | null = null

  const person = computed(() => session.value?.person ?? null)
  const today = computed(() => session.value?.about.today ?? about.value?.today ?? '')

  async function loadAbout(): Promise<void> {
    about.value = await api.get<About>('/about')
  }

  /** Who is signed in; null when nobody is. */
  async function load(): Promise<Session | null> {
    try {
      session.value = await api.get<Session>('/session')
      about.value = session.value.about
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 401)) throw error
      session.value = null
    }
    return session.value
  }

  function entered(fresh: Session): void {
    session.value = fresh
    about.value = fresh.about
    over.value = false
    waiting?.done()
    waiting = null
  }

  /** `code` once the server asks for one (`access.code_wanted`). */
  async function signIn(user: string, password: string, code = ''): Promise<void> {
    entered(await api.send<Session>('/session', { method: 'POST', body: { user, password, ...(code ? { code } : {}) } }))
  }

  /** Where the office's provider of identities asks who one is. */
  async function leaveForProvider(wanted: string): Promise<string> {
    return (await api.send<Schemas['ProviderAddress']>('/session/provider', { method: 'POST', body: { wanted } })).address
  }
  /** The page that was left for. */
  async function comeBack(answer: { state: string; code: string; issuer: string; error: string }): Promise<string> {
    const back = await api.send<Schemas['Returned']>('/session/provider/return', { method: 'POST', body: answer })
    entered(back.session)
    return back.wanted
  }

  /** The person may have signed in again in another window; somebody else there is not who this page is open for. */
  async function lookAgain(): Promise<void> {
    const before = session.value?.person.id
    if (!over.value || !before) return
    try {
      const fresh = await api.get<Session>('/session')
      if (fresh.person.id === before) entered(fresh)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error // nobody is signed in yet: the panel stays
    }
  }

  async function changePassword(old: string, fresh: string): Promise<void> {
    session.value = await api.send<Session>('/session/password', { method: 'POST', body: { old, new: fresh } })
  }

  async function signOut(): Promise<void> {
    await api.send('/session', { method: 'DELETE' })
    session.value = null
  }

  /** Any action of the person keeps the session; asking who is signed in is one. */
  async function stay(): Promise<void> {
    session.value = await api.get<Session>('/session')
  }

  function signInAgain(): Promise<void> {
    over.value = true
    if (!waiting) {
      let done = (): void => {}
      let failed = (_: Error): void => {}
      const promise = new Promise<void>((resolve, reject) => {
        done = resolve
        failed = reject
      })
      waiting = { promise, done, failed }
    }
    return waiting.promise
  }

  keepSession({ csrf: () => session.value?.csrf ?? '', signInAgain })

  return { session, about, person, today, over, load, loadAbout, signIn, leaveForProvider, comeBack, lookAgain, signOut, changePassword, stay, signInAgain }
})
