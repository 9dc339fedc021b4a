import { v7 } from 'uuid'

/** A UUID of version 7: sorted by time, and by order of making within this process, also where the clock steps back. */
export const eventId = (): string => v7()
