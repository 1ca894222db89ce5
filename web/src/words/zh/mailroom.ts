/** Words of the desk mailroom. */
export const mailroom = {} as const
