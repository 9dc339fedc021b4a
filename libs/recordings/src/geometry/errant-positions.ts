/** Whoever is off the way for longer than this may be right, and the way wrong. */
const LONGEST_SECONDS = 300
/** As many parts are looked back over for the place where the way goes on. */
const MOST_PARTS = 8
/** What begins or ends a recording this briefly, apart from all that follows, is a receiver that finds or loses its way. */
const EDGE_POSITIONS = 10
/** And it is no small correction of where one was anyway. */
const FAR_METERS = 50
/** A receiver that repeats where it was switched off stays within this. */
const SAME_PLACE_METERS = 25

/** Known positions that follow each other at a possible speed, as indices of the list of known ones; the last one included. */
interface Part {
  readonly first: number
  last: number
  /** Of its own way, without those between that were left out. */
  count: number
}

/** What tells how two known positions lie to each other, by their place in the list. */
export interface Known {
  readonly count: number
  seconds(a: number, b: number): number
  meters(a: number, b: number): number
  /** Whether nobody gets from one to the other in the time. */
  isFast(a: number, b: number): boolean
}

/**
 * Marks positions that a receiver made up, several in a row: those off a way that goes on behind them as if they were not, and those before its first fix,
 * where it repeats the place it was switched off at. Each part is held against as many before it, so the work is linear. 1 is errant.
 */
export function errantPositions(known: Known): Uint8Array {
  const errant = new Uint8Array(known.count)
  // What a part has left out already is marked before.
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

/** The nearest part before that this one goes on from, where all between is shorter than both together and brief; -1 where there is none. */
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

/** One position alone is for whoever looks at single ones. */
function isNoFix(first: Part, second: Part, known: Known): boolean {
  if (first.count < 2 || first.count >= second.count || known.meters(first.last, second.first) <= FAR_METERS) return false
  if (isBrief(first, second)) return true
  for (let k = first.first + 1; k <= first.last; k++) if (known.meters(first.first, k) > SAME_PLACE_METERS) return false
  return true
}
