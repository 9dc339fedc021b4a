import { v7 } from 'uuid'

/** Returns a UUID version 7. Ids made by this process sort in the order in which they were made, even when the clock is set back. */
export const eventId = (): string => v7()

/** Returns when an event id was made, in epoch milliseconds. */
export const eventMsOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
