/** Smart recording leaves up to a minute between two samples, so the device may have counted this much after the last one. */
const BEYOND_SECONDS = 60

/** Returns the seconds that the device counted, which include fractions; null when it counted none, or more than the samples allow. */
export const deviceSeconds = (counted: number | null, betweenSamples: number): number | null =>
  counted !== null && counted <= betweenSamples + BEYOND_SECONDS ? counted : null
