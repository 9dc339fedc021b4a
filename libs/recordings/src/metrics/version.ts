/**
 * The version of the measuring code, stored with each result. It rises whenever `measure` would find something else in the same file, or
 * `deriveMetrics` make something else of it, so that what an older version measured is found and measured again.
 * 6: metres that stand in lengths, laps, totals or a speed count, and who swims in a pool moves while a length lasts; stored heart beats and running
 * power count, altitudes, places and time zones that are none do not, cadence is of one foot and without coasting.
 * 7: what others are told is measured of what shows.
 */
export const MEASURE_VERSION = 7
