/** Smart recording leaves up to a minute between two samples, so a device may count that much beyond the last. */
const BEYOND_SECONDS = 60

/** The seconds a device counted, which know the parts of a second; null where it counted none, or more than can have been between the samples. */
export const deviceSeconds = (counted: number | null, betweenSamples: number): number | null =>
  counted !== null && counted <= betweenSamples + BEYOND_SECONDS ? counted : null
