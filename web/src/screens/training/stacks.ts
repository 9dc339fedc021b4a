interface ZoneTime {
  readonly seconds: number
  readonly zone: { readonly number: number; readonly name: string }
}

interface Week {
  readonly zones: readonly ZoneTime[]
}

/**
 * Puts the zones of weeks under each other: all zones that some week has, by their numbers, and for each week the seconds in each of them. A week in
 * which zones became others has two of one number, which are one here.
 */
export const stacksOf = (weeks: readonly Week[]) => {
  const names = new Map<number, string>()
  for (const { zones } of weeks)
    for (const { zone, seconds } of zones) if (seconds > 0 || names.has(zone.number)) names.set(zone.number, zone.name)
  const zones = [...names].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number)
  const values = weeks.map((week) =>
    zones.map(({ number }) => week.zones.reduce((sum, { zone, seconds }) => sum + (zone.number === number ? seconds : 0), 0)),
  )
  return { zones, values }
}
