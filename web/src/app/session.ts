/** Who is signed in, and the sign-in over the page when the session has ended. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, ApiProblem, keepSession, type About, type Session } from '@/api'

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

  /** `code` once the server asks for one (`access.code_wanted`). */
  async function signIn(user: string, password: string, code = ''): Promise<void> {
    session.value = await api.send<Session>('/session', { method: 'POST', body: { user, password, ...(code ? { code } : {}) } })
    about.value = session.value.about
    over.value = false
    waiting?.done()
    waiting = null
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

  return { session, about, person, today, over, load, loadAbout, signIn, signOut, changePassword, stay, signInAgain }
})
