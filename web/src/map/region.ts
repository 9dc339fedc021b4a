import type { Box } from './geo.ts'

/** The parts of the world by which time zones are named. */
const REGIONS: Readonly<Record<string, Box>> = {
  Africa: { south: -35, west: -18, north: 37, east: 52 },
  America: { south: -40, west: -125, north: 52, east: -35 },
  Asia: { south: -8, west: 35, north: 52, east: 146 },
  Australia: { south: -44, west: 112, north: -10, east: 154 },
  Europe: { south: 35, west: -11, north: 62, east: 32 },
  Pacific: { south: -48, west: 160, north: 24, east: 210 },
}
const WORLD: Box = { south: -50, west: -130, north: 62, east: 155 }

/** Returns where a map begins of whose reader no more is known than the time zone, such as Europe/Zurich. */
export const regionOf = (timeZone: string): Box => REGIONS[timeZone.split('/')[0] ?? ''] ?? WORLD
