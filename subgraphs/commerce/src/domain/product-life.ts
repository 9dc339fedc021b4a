import type { GearRow } from './gear.ts'

/** Distances are told in whole steps of this, so that nobody's own distance can be read from them. */
export const STEP_METERS = 10_000

/** Nothing is told of a product before it has more owners than this. */
const FEW_OWNERS = 20
/**
 * Nor while fewer of them have gone as far as the median. So no owner weighs more than a tenth in any step to it, and at least five have
 * retired a pair.
 */
const LEAST_AT_RISK = 10
/** Owners are told in whole tens. */
const OWNERS_STEP = 10

/** Pairs of one product that went equally far, in steps, and are all retired or all in use. */
export interface PairsOfStep {
  readonly step: number
  readonly retired: boolean
  /** Owners, of whom each counts once: who has three pairs counts a third for each. */
  readonly owners: number
  readonly pairs: number
}

/** A product with more pairs than these is counted by a job; what is told of it may be minutes old. */
export const MANY_PAIRS = 1_000

export interface ProductLife {
  readonly medianMeters: number
  readonly owners: number
}

export const countPairs = (pairs: readonly PairsOfStep[]): number => pairs.reduce((all, each) => all + each.pairs, 0)

const pairOf = (gear: GearRow | null): string | null => {
  if (gear === null || gear.productId === null || gear.kind !== 'SHOES' || gear.distanceMeters <= 0) return null
  return [gear.productId, gear.athleteId, Math.round(gear.distanceMeters / STEP_METERS), gear.retired].join(' ')
}

/** Whether a change of gear changes what is counted of a product. */
export const isOtherPair = (before: GearRow | null, row: GearRow | null): boolean => pairOf(before) !== pairOf(row)

/** Sums of thirds and sevenths are not exact. */
const EPSILON = 1e-9

/**
 * Returns how far a pair of shoes goes until it is retired, as the median over its owners, in metres; null while too few owners know. A pair
 * that is still in use has not ended, but it has gone as far as it has: it counts among those that may end until there, and not after. That is
 * the estimator of Kaplan and Meier (1958, https://doi.org/10.1080/01621459.1958.10501452) for censored observations; the median is the first
 * distance that at most half of the pairs outlive. Null also where more than half of them outlive all that was seen.
 */
export const lifeOf = (pairs: readonly PairsOfStep[]): ProductLife | null => {
  const sum = (of: readonly PairsOfStep[]) => of.reduce((all, each) => all + each.owners, 0)
  const owners = Math.round(sum(pairs))
  if (owners <= FEW_OWNERS) return null
  let atRisk = sum(pairs)
  let surviving = 1
  for (const step of [...new Set(pairs.map((each) => each.step))].toSorted((a, b) => a - b)) {
    if (atRisk < LEAST_AT_RISK - EPSILON) return null
    const here = pairs.filter((each) => each.step === step)
    // A pair in use that has gone as far as one that was retired has outlived it.
    const ended = sum(here.filter(({ retired }) => retired))
    surviving *= 1 - ended / atRisk
    if (ended > 0 && surviving <= 0.5 + EPSILON)
      return { medianMeters: step * STEP_METERS, owners: Math.floor(owners / OWNERS_STEP) * OWNERS_STEP }
    atRisk -= sum(here)
  }
  return null
}
