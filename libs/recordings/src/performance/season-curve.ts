import type { CurvePoint } from '../measure/power.ts'

/** A curve and its source. */
export interface SourceCurve<Source> {
  readonly source: Source
  readonly points: readonly CurvePoint[]
}

export interface SeasonPoint<Source> extends CurvePoint {
  readonly source: Source
}

/**
 * Returns the best of many mean-maximal curves at every duration that any of them has. Each point names the curve it comes from;
 * of equal ones the first. The result never increases with the duration: whoever held more for longer also held it for the
 * shorter time.
 */
export function seasonCurve<Source>(curves: Iterable<SourceCurve<Source>>): SeasonPoint<Source>[] {
  const best = new Map<number, SeasonPoint<Source>>()
  for (const { source, points } of curves)
    for (const { seconds, value } of points)
      if (value > (best.get(seconds)?.value ?? Number.NEGATIVE_INFINITY)) best.set(seconds, { seconds, value, source })
  const season: SeasonPoint<Source>[] = []
  let longer: SeasonPoint<Source> | null = null
  for (const point of [...best.values()].sort((a, b) => b.seconds - a.seconds)) {
    const kept: SeasonPoint<Source> =
      longer !== null && longer.value > point.value ? { ...longer, seconds: point.seconds } : point
    season.push(kept)
    longer = kept
  }
  return season.reverse()
}
