/** Words of the desk home. */
export const home = {} as const
