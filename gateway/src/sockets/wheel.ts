/** A timing wheel: one timer for the times of many items. Half a million sockets have two times each. */
export interface Wheel<Item> {
  /** Sets the item's time. Replaces an earlier one. */
  set(item: Item, atMs: number): void
  delete(item: Item): void
  close(): void
}

const TICK_MS = 250

/** Calls `onTime` once for each item, at most one tick (250 ms) after its time. */
export const openWheel = <Item>(now: () => number, onTime: (item: Item) => void): Wheel<Item> => {
  const slots = new Map<number, Set<Item>>()
  const slotOf = new Map<Item, number>()
  // Slots are counted from the start: so small a number is kept in place, and a larger one as an object for each item.
  const startMs = now()
  const tickOf = (atMs: number): number => Math.floor((atMs - startMs) / TICK_MS)
  let turned = 0

  const remove = (item: Item): void => {
    const slot = slotOf.get(item)
    if (slot === undefined) return
    slotOf.delete(item)
    const items = slots.get(slot)
    items?.delete(item)
    if (items?.size === 0) slots.delete(slot)
  }
  const turn = (): void => {
    const current = tickOf(now())
    // After a long pause of the process, it is faster to check the existing slots than all that have passed.
    const due = current - turned > slots.size ? [...slots.keys()].filter((slot) => slot < current) : range(turned, current)
    turned = current
    for (const slot of due) {
      for (const item of slots.get(slot) ?? []) {
        remove(item)
        onTime(item)
      }
    }
  }
  const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

  const timer = setInterval(turn, TICK_MS)
  timer.unref()
  return {
    set(item, atMs) {
      remove(item)
      const slot = Math.max(tickOf(atMs), turned)
      const items = slots.get(slot) ?? new Set<Item>()
      items.add(item)
      slots.set(slot, items)
      slotOf.set(item, slot)
    },
    delete: remove,
    close: () => clearInterval(timer),
  }
}
