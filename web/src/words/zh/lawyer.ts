/** Words of the desk lawyer. */
export const lawyer = {} as const
