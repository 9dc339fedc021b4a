import type { DemoFile } from './recordings.ts'

export type Place = readonly [latitude: number, longitude: number]

/** Returns the places of a TCX recording. */
export const placesOf = ({ bytes }: DemoFile): readonly Place[] => {
  const text = Buffer.from(bytes).toString('utf8')
  const found = text.matchAll(/<LatitudeDegrees>([-\d.]+)<\/LatitudeDegrees>\s*<LongitudeDegrees>([-\d.]+)<\/LongitudeDegrees>/g)
  return Array.from(found, ([, latitude, longitude]): Place => [Number(latitude), Number(longitude)])
}

export const metersBetween = ([south, west]: Place, [north, east]: Place): number =>
  111_195 * Math.hypot(north - south, (east - west) * Math.cos((south * Math.PI) / 180))

/** Returns where somebody is after so many metres along these places, round and round. */
export const openLoop = (places: readonly Place[]): ((meters: number) => Place) => {
  const along: number[] = []
  let length = 0
  for (const [index, place] of places.entries()) {
    length += index === 0 ? 0 : metersBetween(places[index - 1] ?? place, place)
    along.push(length)
  }
  return (meters) => {
    const at = meters % length
    let [low, high] = [0, along.length - 1]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if ((along[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    const [from, to] = [places[low] ?? [0, 0], places[high] ?? [0, 0]]
    const [start, end] = [along[low] ?? 0, along[high] ?? 0]
    const share = end === start ? 0 : (at - start) / (end - start)
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  }
}
