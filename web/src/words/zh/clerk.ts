/** Words of the desk clerk. */
export const clerk = {} as const
