/**
 * The version of the measuring code, stored with each result. Increase it whenever `measure` or `deriveMetrics` would return
 * something else for the same file, so that older results are found and measured again. 6: distance from lengths, laps, totals or
 * speed; pool swimmers move while a length lasts; stored heart beats and running power are read; implausible altitudes, places
 * and time zones are dropped; cadence is of one foot and without coasting. 7: the values that other people see are measured from
 * the visible part. 8: what tells whether a person can have done it.
 */
export const MEASURE_VERSION = 8
