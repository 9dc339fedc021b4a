/** The athletes who caused a notification, as its recipient may see them now. */
export interface Actors {
  /** `Ana`, `Ana and Ben`, `Ana, Ben and 12 others`. */
  readonly who: string
  readonly many: boolean
}

/** Lists the names. When some are missing, it lists two names at most and counts the others. */
const listNames = (names: readonly string[], count: number): string => {
  if (count <= 0 || names.length === 0) return count > 1 ? `${count} athletes` : 'Someone'
  const shown = names.length >= count ? names : names.slice(0, 2)
  const rest = count - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** `names` are the display names of the latest actors whom the recipient may see; `count` is the number of all actors. */
export const actorsOf = (names: readonly string[], count: number): Actors => ({ who: listNames(names, count), many: count > 1 })
