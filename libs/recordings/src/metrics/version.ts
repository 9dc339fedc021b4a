/**
 * The version of the measuring code, stored with each result. It rises whenever `measure` would find something else in the same file, or
 * `deriveMetrics` make something else of it, so that what an older version measured is found and measured again.
 * 6: metres that stand in lengths, laps, totals or a speed count, and who swims in a pool moves while a length lasts; stored heart beats, running power,
 * altitudes nobody went, places and time zones that are none, cadence of one foot and without coasting.
 * 5: a distance that caught up at once is even, heart rate counts within stretches, gradients hold to the ends of a stretch.
 */
export const MEASURE_VERSION = 6
