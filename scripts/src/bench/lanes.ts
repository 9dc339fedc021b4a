/** Runs `work` for each item, `width` at a time, in the order of the items. */
export const inLanes = async <Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item, lane: number) => Promise<void>,
): Promise<void> => {
  const left = items.values()
  const lane = async (number: number): Promise<void> => {
    for (const item of left) await work(item, number)
  }
  await Promise.all(Array.from({ length: width }, (_, number) => lane(number)))
}

/** Returns how long `work` took by the wall clock, in milliseconds. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Returns how long each of `runs` calls of `work` took, one after the other. Once it has lasted `budgetMs`, three are enough. */
export const timedRuns = async (
  runs: number,
  work: (run: number) => Promise<unknown>,
  budgetMs = Number.POSITIVE_INFINITY,
): Promise<readonly number[]> => {
  const times: number[] = []
  const from = performance.now()
  for (let run = 0; run < runs && (run < 3 || performance.now() - from < budgetMs); run += 1)
    times.push(await timed(() => work(run)))
  return times
}
