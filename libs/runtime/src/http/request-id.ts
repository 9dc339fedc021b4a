import { randomUUID } from 'node:crypto'

export const REQUEST_ID_HEADER = 'x-request-id'

/** What may stand in logs and in headers as it came. */
const wellFormed = /^[\w.:=+/-]{1,128}$/

/** Returns the id of a request: the one that it carries, where whoever has written it is trusted and it is well formed; else a new one. */
export const requestIdOf = (given: string | string[] | undefined, isTrusted: boolean): string =>
  isTrusted && typeof given === 'string' && wellFormed.test(given) ? given : randomUUID()
