/** Numbers that a seed decides. */
export interface Random {
  /** From 0 to `below`, without it. */
  int(below: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Each item with the given probability. */
  some<Item>(items: readonly Item[], probability: number): Item[]
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** A hash of 32 bits: FNV-1a with the last steps of murmur3, so that texts which differ in one letter share nothing. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** mulberry32: equal seeds give equal numbers on every machine. */
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const random: Random = {
    int: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[random.int(items.length)]
      if (item === undefined) throw new Error('there is nothing to pick from')
      return item
    },
    some: (items, probability) => items.filter(() => random.chance(probability)),
    shuffled: (items) => {
      const rest = [...items]
      return items.map(() => rest.splice(random.int(rest.length), 1)[0] as (typeof items)[number])
    },
  }
  return random
}
