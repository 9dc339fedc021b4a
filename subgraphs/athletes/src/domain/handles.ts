/** 3 to 30 of a-z, 0-9, _ and . */
const pattern = /^[a-z0-9_.]{3,30}$/

/** A handle as it is stored and compared; any case is taken, and lower case given back. */
export const normalisedHandle = (handle: string): string => handle.trim().toLowerCase()

export const isHandle = (handle: string): boolean => pattern.test(handle)

/** The key by which two addresses are the same account: without case and in one Unicode form. */
export const emailKeyOf = (email: string): string => email.normalize('NFKC').toLowerCase()
