import { v7 } from 'uuid'

/** Returns a UUID version 7. Ids made by this process sort in the order in which they were made, even when the clock is set back. */
export const eventId = (): string => v7()
