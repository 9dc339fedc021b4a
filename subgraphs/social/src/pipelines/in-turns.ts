/** No turn takes more. */
const MOST_AT_ONCE = 200

/**
 * Does work for one key in turns: what comes while one turn is at work is done together in the next. All who came for a turn get its result, or
 * its failure.
 */
export const inTurns = <Item, Result>(work: (key: string, items: readonly Item[]) => Promise<Result>) => {
  interface Waiting {
    readonly item: Item
    readonly resolve: (result: Result) => void
    readonly reject: (error: unknown) => void
  }
  const queues = new Map<string, Waiting[]>()
  const run = async (key: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) {
      const turn = queue.splice(0, MOST_AT_ONCE)
      try {
        const result = await work(
          key,
          turn.map(({ item }) => item),
        )
        for (const { resolve } of turn) resolve(result)
      } catch (error) {
        for (const { reject } of turn) reject(error)
      }
    }
    queues.delete(key)
  }
  return (key: string, item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject }
      const queue = queues.get(key)
      if (queue !== undefined) {
        queue.push(waiting)
        return
      }
      const started = [waiting]
      queues.set(key, started)
      void run(key, started)
    })
}
