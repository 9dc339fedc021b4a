import { namedSport } from '@gruppetto/recordings'
import type { Sport } from '../../generated/resolvers.ts'
import { readCsv } from './csv.ts'

/** What the list of a Strava export says of one recording. Null where it says nothing. */
export interface ListedActivity {
  readonly name: string | null
  readonly description: string | null
  readonly gear: string | null
  /** As the athlete has named or corrected it there. Null for a word that is not known, such as one of another language. */
  readonly sport: Sport | null
}

/** The path of a recording as the list names it, relative to the list. */
const RECORDING = /\.(fit|gpx|tcx)(\.gz)?$/i

/** The English words for the columns, of two generations of the export. */
const WORDS: Readonly<Record<keyof ListedActivity, readonly string[]>> = {
  name: ['activity name', 'name'],
  description: ['activity description', 'description'],
  gear: ['activity gear', 'gear'],
  sport: ['activity type', 'type'],
}

/**
 * The columns of name, sport and description in every language and generation of the export; the gear is left of the path. The header is in the
 * language of the account, and some of its words stand there twice, so the places decide where the English words are missing.
 */
const NAME_PLACE = 2
const SPORT_PLACE = 3
const DESCRIPTION_PLACE = 4

interface Columns {
  readonly path: number
  readonly name: number
  readonly description: number
  readonly gear: number
  readonly sport: number
}

/** Returns the column that most often holds the path of a recording, or null when none does. */
const findPathColumn = (text: string): number | null => {
  const counts = new Map<number, number>()
  for (const row of readCsv(text))
    for (const [column, value] of row.entries()) if (RECORDING.test(value)) counts.set(column, (counts.get(column) ?? 0) + 1)
  const [best] = [...counts].sort(([a, manyA], [b, manyB]) => manyB - manyA || a - b)
  return best?.[0] ?? null
}

const findColumns = (header: readonly string[], path: number): Columns => {
  const words = header.map((word) => word.trim().toLowerCase())
  const find = (field: keyof ListedActivity): number => words.findIndex((word) => WORDS[field].includes(word))
  const isEnglish = find('name') >= 0
  const columnOf = (field: keyof ListedActivity, place: number): number => (isEnglish ? find(field) : place)
  return {
    path,
    name: columnOf('name', NAME_PLACE),
    description: columnOf('description', DESCRIPTION_PLACE),
    gear: columnOf('gear', path - 1),
    sport: columnOf('sport', SPORT_PLACE),
  }
}

const sportCalled = (word: string | null): Sport | null => {
  const sport = namedSport(word)
  return sport === 'OTHER' ? null : sport
}

/** What a word also stands for that has finer ones beside it: a ride on Strava may be one on gravel. */
const FINER: Partial<Readonly<Record<Sport, readonly Sport[]>>> = {
  RIDE: ['GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'E_BIKE_RIDE', 'VIRTUAL_RIDE'],
  RUN: ['TRAIL_RUN', 'VIRTUAL_RUN'],
  SWIM: ['OPEN_WATER_SWIM'],
}

/**
 * Returns the sport of a recording that the list names: what the list says, since the athlete may have corrected it there, but not where the
 * recording says the same in a finer word, or the list only that it was a workout.
 */
export const sportOfListed = (listed: Sport | null, recorded: Sport): Sport => {
  if (listed === null || FINER[listed]?.includes(recorded)) return recorded
  return listed === 'WORKOUT' && recorded !== 'OTHER' ? recorded : listed
}

/**
 * Reads the list. Returns what it says of each recording, by its path. The dates and sums in it, which differ by language and unit, are not
 * read: the recordings tell them.
 */
export const readStravaList = (text: string): ReadonlyMap<string, ListedActivity> => {
  const listed = new Map<string, ListedActivity>()
  const path = findPathColumn(text)
  if (path === null) return listed
  let columns: Columns | null = null
  for (const row of readCsv(text)) {
    columns ??= findColumns(row, path)
    const { name, description, gear, sport } = columns
    const valueAt = (column: number): string | null => (column === path ? null : row[column]?.trim() || null)
    const file = row[path]?.trim() ?? ''
    const said = {
      name: valueAt(name),
      description: valueAt(description),
      gear: valueAt(gear),
      sport: sportCalled(valueAt(sport)),
    }
    if (RECORDING.test(file)) listed.set(file, said)
  }
  return listed
}
