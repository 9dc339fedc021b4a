/**
 * The version of the measuring code, stored with each result. It rises whenever `measure` would find something else in the same file, so that
 * what an older version measured is found and measured again.
 */
export const MEASURE_VERSION = 2
