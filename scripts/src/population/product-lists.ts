import { keptProducts, rankProducts, VIEW_WEEKS } from '@gruppetto/commerce/rank-products'
import { type Place, seasonAt } from '@gruppetto/commerce/season'
import {
  type Candidate,
  LONG_SECONDS,
  type ShopperFacts,
  suggestProducts,
  TRAINING_WEEKS,
  type UsedGear,
} from '@gruppetto/commerce/suggest-products'
import type { EventData } from '@gruppetto/events'
import { addDays } from '@gruppetto/graph'
import { SIMULATED_PRODUCTS, type SimulatedProduct } from './gear.ts'
import type { Happened } from './happen.ts'
import type { Size } from './people.ts'

const WEEK_MS = 7 * 86_400_000
/** So many weeks before the last one are trained with; the last one is held out. */
const TRAINING_ROWS_WEEKS = 8
/** What was looked at in two weeks is known well enough, as commerce has it. */
const KNOWN_MS = 2 * WEEK_MS

const products = new Map(SIMULATED_PRODUCTS.map((product) => [product._id, product]))
const productOf = (id: string | null): SimulatedProduct | null => (id === null ? null : (products.get(id) ?? null))

/** What counts of an activity. No more is kept, since there are as many as in eight weeks. */
type Activity = Pick<EventData<'activity.measured'>, 'deleted' | 'sport' | 'startedAtMs' | 'movingSeconds'>
type Gear = EventData<'gear.changed'>
type Click = EventData<'product.clicked'>

/** What commerce would know of the athletes by the events that have happened so far. */
const openKnown = () => {
  const places = new Map<string, Place>()
  const activities = new Map<string, Map<string, Activity>>()
  const gear = new Map<string, Map<string, Gear>>()
  const clicks = new Map<string, Click[]>()
  let views: Click[] = []
  const inMap = <Value>(maps: Map<string, Map<string, Value>>, athleteId: string): Map<string, Value> => {
    const found = maps.get(athleteId) ?? new Map<string, Value>()
    maps.set(athleteId, found)
    return found
  }
  return {
    take({ name, data }: Happened): void {
      if (name === 'athlete.changed') {
        const { athleteId, country, timeZone } = data as EventData<'athlete.changed'>
        places.set(athleteId, { country, timeZone })
      } else if (name === 'activity.measured' || name === 'activity.changed') {
        const { athleteId, activityId, deleted, sport, startedAtMs, movingSeconds } = data as EventData<'activity.measured'>
        inMap(activities, athleteId).set(activityId, { deleted, sport, startedAtMs, movingSeconds })
      } else if (name === 'gear.changed') {
        const changed = data as Gear
        inMap(gear, changed.athleteId).set(changed.gearId, changed)
      } else if (name === 'product.clicked') {
        const click = data as Click
        views.push(click)
        clicks.set(click.athleteId ?? '', [...(clicks.get(click.athleteId ?? '') ?? []), click])
      }
    },
    /** Forgets what is too old to count. */
    forget(nowMs: number): void {
      views = views.filter(({ at }) => at >= nowMs - VIEW_WEEKS * WEEK_MS)
      for (const own of activities.values())
        for (const [id, { startedAtMs }] of own) if (startedAtMs < nowMs - TRAINING_WEEKS * WEEK_MS) own.delete(id)
    },
    views(): ReadonlyMap<string, number> {
      const counts = new Map<string, number>()
      for (const { productId } of views) counts.set(productId, (counts.get(productId) ?? 0) + 1)
      return counts
    },
    athletes: (): readonly string[] => [...places.keys()].toSorted(),
    /** Null for one who is not known yet. */
    of(athleteId: string, nowMs: number) {
      const place = places.get(athleteId)
      if (place === undefined) return null
      const own = [...(gear.get(athleteId)?.values() ?? [])]
      const looked = clicks.get(athleteId) ?? []
      const seen = [...looked.map(({ productId }) => productId), ...own.flatMap(({ productId }) => productId ?? [])]
      const prices = new Map<Candidate['category'], number[]>()
      for (const product of new Set(seen.flatMap((id) => productOf(id) ?? [])))
        prices.set(product.category, [...(prices.get(product.category) ?? []), product.offers[0]?.price ?? 0])
      const training = { secondsBySport: new Map<string, number>(), longSeconds: 0 }
      for (const { deleted, sport, movingSeconds } of activities.get(athleteId)?.values() ?? []) {
        if (deleted) continue
        training.secondsBySport.set(sport, (training.secondsBySport.get(sport) ?? 0) + movingSeconds)
        if (movingSeconds >= LONG_SECONDS) training.longSeconds += movingSeconds
      }
      const used = own.flatMap(({ retired, kind, distanceMeters, retireAtMeters }): readonly UsedGear[] =>
        retired || retireAtMeters === null || kind === 'OTHER' ? [] : [{ kind, distanceMeters, limitMeters: retireAtMeters }],
      )
      const owned = own.flatMap(({ productId }) => productId ?? [])
      const just = looked.filter(({ at }) => at > nowMs - KNOWN_MS).map(({ productId }) => productId)
      const shopper: ShopperFacts = {
        training,
        gear: used,
        season: seasonAt(place, nowMs),
        currency: 'EUR',
        prices: new Map([...prices].map(([category, all]) => [category, medianOf(all)])),
        known: new Set([...just, ...owned]),
      }
      return {
        shopper,
        looked: looked.flatMap(({ productId }) => productOf(productId) ?? []),
        ownedBrands: new Set(owned.flatMap((id) => productOf(id)?.brandId ?? [])),
      }
    },
  }
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0

/** So many lists are in the memory at once. */
const LISTS_AT_ONCE = 500

/**
 * Yields what happens, day by day, and the lists of products that the athletes would have been suggested on the Mondays before the last weeks, as commerce
 * tells of them: each with what was known then, in the order of the rules. Commerce draws few of them; here everybody has one.
 */
export function* withProductLists(size: Size, days: Iterable<readonly Happened[]>): Generator<readonly Happened[]> {
  const weeks = Math.floor(size.days / 7)
  const mondays = new Set(
    Array.from({ length: TRAINING_ROWS_WEEKS + 1 }, (_, index) => Date.parse(addDays(size.firstDay, 7 * (weeks - 1 - index)))),
  )
  const known = openKnown()
  let waiting: readonly Happened[] = []
  let day = 0
  for (const happened of days) {
    // Whatever happens before this day begins has been played by now, though somewhere it was that day already. The rest is not known yet.
    const now = Date.parse(addDays(size.firstDay, day))
    const all = [...waiting, ...happened]
    waiting = all.filter(({ atMs }) => atMs >= now)
    for (const event of all) if (event.atMs < now) known.take(event)
    known.forget(now)
    if (day > 0 && mondays.has(now)) yield* listsOf(known, now)
    yield happened
    day += 1
  }
}

function* listsOf(known: ReturnType<typeof openKnown>, now: number): Generator<readonly Happened[]> {
  const views = known.views()
  let lists: Happened[] = []
  for (const athleteId of known.athletes()) {
    const facts = known.of(athleteId, now)
    if (facts === null) continue
    const suggested = suggestProducts(SIMULATED_PRODUCTS, facts.shopper, SIMULATED_PRODUCTS.length).flatMap((suggestion) => {
      const product = productOf(suggestion.productId)
      return product === null ? [] : [{ ...suggestion, category: product.category, brandId: product.brandId }]
    })
    if (suggested.length === 0) continue
    const ranked = keptProducts(rankProducts(null, suggested, { ...facts, views }), new Set())
    const data = { athleteId, modelVersion: null, ranked, at: now }
    lists.push({ name: 'product-suggestions.ranked', data, atMs: now, actor: athleteId })
    if (lists.length < LISTS_AT_ONCE) continue
    yield lists
    lists = []
  }
  if (lists.length > 0) yield lists
}
