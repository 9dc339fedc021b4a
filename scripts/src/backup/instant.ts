import type { Passing } from './changes.ts'

/** What became of the events that were committed around an instant. */
export interface Around {
  /** The events that were committed after it. */
  readonly later: ReadonlySet<string>
  /** Those of which it cannot be told. */
  readonly unclear: ReadonlySet<string>
}

/**
 * Tells which events were committed before an instant, and which after it. `passing` are the rows that came and went around it, in the
 * order of their commits, and `visible` says whether a row was there at the instant. A row that came and is visible was committed before it,
 * and so was all that was committed before that row; a row that went and is visible went after it. So an event whose own row came and went is
 * placed by its neighbours, such as the other rows of its commit.
 */
export const aroundInstant = (passing: readonly Passing[], visible: (row: string) => boolean): Around => {
  const times = new Map<string, number>()
  for (const { row } of passing) times.set(row, (times.get(row) ?? 0) + 1)
  /** Everything up to `before` was committed before the instant, and everything from `after` on after it. */
  let [before, after] = [-1, passing.length]
  for (const [place, { operation, row }] of passing.entries()) {
    if (times.get(row) !== 1) continue
    if ((operation === 'insert') === visible(row)) before = place
    else after = Math.min(after, place)
  }
  const [later, unclear] = [new Set<string>(), new Set<string>()]
  for (const [place, { operation, eventId }] of passing.entries()) {
    if (operation !== 'insert' || eventId === null || place <= before) continue
    if (place >= after) later.add(eventId)
    else unclear.add(eventId)
  }
  return { later, unclear }
}
