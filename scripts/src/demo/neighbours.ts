import type { Api } from './api.ts'
import { metersBetween, type Place, placesOf } from './places.ts'
import { type DemoFile, demoFile } from './recordings.ts'

const DAY_MS = 86_400_000
const EVENING_MS = 16 * 3_600_000

/** Who rides where Ana does: which part of her ride, as shares of it, how many days ago, and how fast. Nobody follows them. */
const NEIGHBOURS = [
  { name: 'Anouk', from: 0, to: 1, daysAgo: 3, speedMps: 7.4 },
  { name: 'Bram', from: 0.1, to: 0.9, daysAgo: 4, speedMps: 8.1 },
  { name: 'Daan', from: 0.2, to: 0.8, daysAgo: 6, speedMps: 6.9 },
  { name: 'Eline', from: 0, to: 0.7, daysAgo: 9, speedMps: 7.7 },
  { name: 'Fenna', from: 0.3, to: 1, daysAgo: 11, speedMps: 6.2 },
  { name: 'Gijs', from: 0.25, to: 0.75, daysAgo: 13, speedMps: 8.8 },
  { name: 'Hanna', from: 0.3, to: 0.7, daysAgo: 16, speedMps: 5.9 },
  { name: 'Ilse', from: 0.35, to: 0.75, daysAgo: 20, speedMps: 7.1 },
] as const

/** A recording of somebody who rides these places at one speed, a little beside where others rode. */
const ridden = (places: readonly Place[], startMs: number, speedMps: number): Uint8Array => {
  let [seconds, last] = [0, places[0]]
  const points = places.map((place, index) => {
    if (last !== undefined) seconds += metersBetween(last, place) / speedMps
    last = place
    const aside = 0.000_02 * Math.sin(index / 9 + speedMps)
    const time = new Date(startMs + Math.round(seconds * 1000)).toISOString()
    return `<trkpt lat="${(place[0] + aside).toFixed(6)}" lon="${(place[1] + aside).toFixed(6)}"><time>${time}</time></trkpt>`
  })
  return Buffer.from(`<gpx version="1.1" creator="demo"><trk><type>cycling</type><trkseg>${points.join('')}</trkseg></trk></gpx>`)
}

export interface Neighbours {
  readonly nowMs: number
  readonly signUp: (person: { readonly handle: string; readonly displayName: string }) => Promise<Api>
  readonly upload: (api: Api, file: DemoFile, name: string) => Promise<unknown>
}

/** Lets people who live where Ana rides upload a ride each, so that the heat map has something to tell. */
export const rideNextDoor = async ({ nowMs, signUp, upload }: Neighbours): Promise<void> => {
  const places = placesOf(demoFile('ride-three-formats.tcx.gz', nowMs))
  for (const { name, from, to, daysAgo, speedMps } of NEIGHBOURS) {
    const api = await signUp({ handle: name.toLowerCase(), displayName: name })
    const part = places.slice(Math.floor(from * places.length), Math.ceil(to * places.length))
    // By days, so that one that goes on after an interruption brings the same recordings.
    const startMs = Math.floor(nowMs / DAY_MS - daysAgo) * DAY_MS + EVENING_MS
    const bytes = ridden(part, startMs, speedMps)
    await upload(api, { fileName: 'ride.gpx', bytes }, 'After work')
  }
}
