/** The client every page uses. Who is signed in is known to the session store, which hands over what the client needs. */
import { createClient, type Client } from './client'

export { newKey, type Client, type Sent } from './client'
export { ApiProblem, isConflict, isHidden, Unreached, type Problem } from './problem'
export type * from './types'

export const BASE = '/api/v1'

const keeper = { csrf: () => '', signInAgain: (): Promise<void> => Promise.reject(new Error('no session store')) }

/** Called once by the session store. */
export function keepSession(kept: typeof keeper): void {
  Object.assign(keeper, kept)
}

export const api: Client = createClient({
  fetch: (input, init) => fetch(input, init),
  base: BASE,
  csrf: () => keeper.csrf(),
  signInAgain: () => keeper.signInAgain(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})
