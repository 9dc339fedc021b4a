/** Who watches what: so that a crowd is asked for only where there is one. */
export interface Watchers {
  /** Enters a viewer of a selection, until the returned function is called. */
  enter(selection: string, viewer: string): () => void
  /** Whether several viewers watch a selection. */
  areSeveral(selection: string): boolean
}

export const openWatchers = (): Watchers => {
  /** How many subscriptions each viewer has, by selection. */
  const watching = new Map<string, Map<string, number>>()
  return {
    enter(selection, viewer) {
      const viewers = watching.get(selection) ?? new Map<string, number>()
      watching.set(selection, viewers)
      viewers.set(viewer, (viewers.get(viewer) ?? 0) + 1)
      return () => {
        const left = (viewers.get(viewer) ?? 1) - 1
        if (left > 0) viewers.set(viewer, left)
        else viewers.delete(viewer)
        if (viewers.size === 0) watching.delete(selection)
      }
    },
    areSeveral: (selection) => (watching.get(selection)?.size ?? 0) > 1,
  }
}
