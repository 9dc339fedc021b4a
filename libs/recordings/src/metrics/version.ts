/**
 * The version of the measuring code, stored with each result. It rises whenever `measure` would find something else in the same file, or
 * `deriveMetrics` make something else of it, so that what an older version measured is found and measured again.
 * 5: a distance that caught up at once is even, heart rate counts within stretches, gradients hold to the ends of a stretch.
 */
export const MEASURE_VERSION = 5
