import { gridDisk, latLngToCell } from 'h3-js'
import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import { areaOf, packedCell } from '../segments/cells.ts'
import type { Minutes } from './minutes.ts'

/** A group is never much longer than this. */
const NEAR_METERS = 250
/** Two people who pass the same places by chance do so for a shorter time. */
const LEAST_MINUTES = 5
/** The minutes in company, as a share of the shorter recording and of the longer one. */
const SHARE_OF_SHORTER = 1 / 2
const SHARE_OF_LONGER = 1 / 4

/** The resolution of areas, cells with edges of about 1.4 km. */
const RESOLUTION = 7
/** The times of keys are as far apart as the shortest time in company. */
const SLOT_MINUTES = 5
const SLOTS = 2 ** 24

/** An area and a time as one integer of 52 bits. */
const keyOf = (index: string, slot: number): number => areaOf(packedCell(index)) * SLOTS + (slot % SLOTS)

const keysBy = (minutes: Minutes, cellsOf: (latitude: number, longitude: number) => readonly string[]): readonly number[] => {
  const keys = new Set<number>()
  for (const [index, latitude] of minutes.latitudes.entries()) {
    const longitude = minutes.longitudes[index] ?? null
    const minute = minutes.from + index
    if (latitude === null || longitude === null || minute % SLOT_MINUTES !== 0) continue
    for (const cell of cellsOf(latitude, longitude)) keys.add(keyOf(cell, minute / SLOT_MINUTES))
  }
  return [...keys]
}

/** Returns the keys under which a recording is found: one for each fifth minute of the clock. */
export const placeTimeKeys = (minutes: Minutes): readonly number[] =>
  keysBy(minutes, (latitude, longitude) => [latLngToCell(latitude, longitude, RESOLUTION)])

/** Returns the keys of all recordings that may have been near: whoever was, has one of them. */
export const placeTimeKeysAround = (minutes: Minutes): readonly number[] =>
  keysBy(minutes, (latitude, longitude) => gridDisk(latLngToCell(latitude, longitude, RESOLUTION), 1))

const isNear = (a: Minutes, indexA: number, b: Minutes, indexB: number): boolean => {
  const [latitudeA, latitudeB] = [a.latitudes[indexA] ?? null, b.latitudes[indexB] ?? null]
  const [longitudeA, longitudeB] = [a.longitudes[indexA] ?? null, b.longitudes[indexB] ?? null]
  if (latitudeA === null || latitudeB === null || longitudeA === null || longitudeB === null) return false
  const northward = (latitudeA - latitudeB) * DEGREE_METERS
  const eastward = shortLongitude(longitudeA - longitudeB) * DEGREE_METERS * Math.cos((latitudeA * Math.PI) / 180)
  return Math.hypot(northward, eastward) <= NEAR_METERS
}

const placesIn = ({ latitudes }: Minutes): number => latitudes.filter((latitude) => latitude !== null).length

/**
 * Whether two recordings were in company: within 250 m of each other for five minutes, for half of the shorter one and for a
 * quarter of the longer one.
 */
export const areTogether = (a: Minutes, b: Minutes): boolean => {
  const offset = a.from - b.from
  const near = a.latitudes.filter((_latitude, index) => isNear(a, index, b, index + offset)).length
  const [shorter, longer] = [Math.min(placesIn(a), placesIn(b)), Math.max(placesIn(a), placesIn(b))]
  return near >= LEAST_MINUTES && near >= shorter * SHARE_OF_SHORTER && near >= longer * SHARE_OF_LONGER
}
