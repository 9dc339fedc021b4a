import type { Runtime } from '../types.ts'
import { openTurns } from './turns.ts'

/** Does together what many ask for at once, such as changes of one row. */
export interface Groups<Item, Result> {
  /**
   * Hands `item` to `work` together with the others of the same key that wait meanwhile, in the order in which they were asked for, and returns
   * its result. `work` returns a result for each; an error of it is that of all of them.
   */
  run(key: string, item: Item, work: (items: readonly Item[]) => Promise<readonly Result[]>): Promise<Result>
}

interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Opens groups of at most so many items. Each process has one group of a key in work at a time, and the processes take turns. So a crowd on
 * one row needs few transactions, and these do not stop each other. As they still can while Redis is down, each must be right by itself.
 */
export const openGroups = <Item, Result>(runtime: Pick<Runtime, 'redis' | 'log'>, most: number): Groups<Item, Result> => {
  const turns = openTurns(runtime)
  const lines = new Map<string, Waiting<Item, Result>[]>()
  return {
    async run(key, item, work) {
      const runGroup = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
        try {
          const results = await work(group.map((waiting) => waiting.item))
          for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result)
        } catch (error) {
          for (const { reject } of group) reject(error)
        }
      }
      const runLine = async (line: Waiting<Item, Result>[]): Promise<void> => {
        while (line.length > 0) await turns.run(key, () => runGroup(line.splice(0, most)))
        lines.delete(key)
      }
      return new Promise((resolve, reject) => {
        const waiting = { item, resolve, reject }
        const line = lines.get(key)
        if (line !== undefined) {
          line.push(waiting)
          return
        }
        const opened = [waiting]
        lines.set(key, opened)
        void runLine(opened)
      })
    },
  }
}
