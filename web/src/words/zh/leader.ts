/** Words of the desk leader. */
export const leader = {} as const
