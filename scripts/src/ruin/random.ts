import { randomOf } from '../capacity/random.ts'

/** Choices that look random and are the same for the same seed. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number
  /** Throws when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
}

export const openRandom = (seed: number): Random => {
  const { next } = randomOf(seed)
  return {
    next,
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('there is nothing to pick from')
      return item
    },
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  }
}
