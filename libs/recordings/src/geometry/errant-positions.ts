/** When a receiver leaves the track for longer than this, the new positions may be right and the old ones wrong. */
const LONGEST_SECONDS = 300
/** How many earlier parts are searched for the place where the track continues. */
const MOST_PARTS = 8
/** A part this short at the start or end of a recording, apart from all others, is a receiver that gains or loses its fix. */
const EDGE_POSITIONS = 10
/** The distance from which such a part is no small correction of the position. */
const FAR_METERS = 50
/** A receiver that repeats the place where it was switched off stays within this distance. */
const SAME_PLACE_METERS = 25

/**
 * Consecutive known positions with a possible speed between them, as indexes into the list of known positions. The last one is
 * included.
 */
interface Part {
  readonly first: number
  last: number
  /** The positions of its own track, without those in between that were left out. */
  count: number
}

/** The relations between two known positions, by their index in the list. */
export interface Known {
  readonly count: number
  seconds(a: number, b: number): number
  meters(a: number, b: number): number
  /** Whether nobody can get from one to the other in this time. */
  isFast(a: number, b: number): boolean
}

/**
 * Marks runs of positions that the receiver invented: those away from a track that continues behind them, and those before the
 * first fix, when it repeats the place where it was switched off. Each part is compared with a fixed number of earlier parts, so
 * the time is linear. 1 means errant.
 */
export function errantPositions(known: Known): Uint8Array {
  const errant = new Uint8Array(known.count)
  // The positions that a part has skipped are marked already.
  const mark = ({ first, last }: Part) => errant.fill(1, first, last + 1)
  const parts: Part[] = []
  for (const part of coherent(known)) {
    const back = goesOnFrom(parts, part, known)
    if (back < 0) {
      parts.push(part)
      continue
    }
    for (const off of parts.splice(back + 1)) mark(off)
    const way = parts[back] as Part
    way.last = part.last
    way.count += part.count
  }
  const [first, second] = parts
  if (first && second && isNoFix(first, second, known)) mark(first)
  const [last, before] = [parts.at(-1), parts.at(-2)]
  if (last && before && last.count > 1 && isBrief(last, before) && known.meters(before.last, last.first) > FAR_METERS) mark(last)
  return errant
}

function* coherent({ count, isFast }: Known): Generator<Part> {
  let first = 0
  for (let k = 1; k <= count; k++) {
    if (k < count && !isFast(k - 1, k)) continue
    if (first < k) yield { first, last: k - 1, count: k - first }
    first = k
  }
}

/**
 * Returns the nearest earlier part that this one continues, when everything between them is brief and shorter than both together;
 * -1 when there is none.
 */
function goesOnFrom(parts: readonly Part[], here: Part, known: Known): number {
  let between = 0
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - MOST_PARTS); i--) {
    const part = parts[i] as Part
    if (between > 0) {
      if (known.seconds(part.last, here.first) > LONGEST_SECONDS) return -1
      if (!known.isFast(part.last, here.first)) return between <= part.count + here.count ? i : -1
    }
    between += part.count
  }
  return -1
}

const isBrief = (part: Part, beside: Part): boolean => part.count <= EDGE_POSITIONS && part.count < beside.count

/** A single position is not handled here but by `dropSpikes`. */
function isNoFix(first: Part, second: Part, known: Known): boolean {
  if (first.count < 2 || first.count >= second.count || known.meters(first.last, second.first) <= FAR_METERS) return false
  if (isBrief(first, second)) return true
  for (let k = first.first + 1; k <= first.last; k++) if (known.meters(first.first, k) > SAME_PLACE_METERS) return false
  return true
}
