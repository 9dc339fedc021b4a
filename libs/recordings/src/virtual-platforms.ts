import type { Sport } from './recording.ts'

/** The makers of games and films for indoor sports, by the names of devices in `fit-devices` and of a file's creator. */
const PLATFORMS =
  /^(elite|peloton|ifit)\b|\b(zwift|mywhoosh|rouvy|bkool|fulgaz|rgt|road grand tours|the sufferfest|systm|kinomap|virtugo|onelap|indievelo|trainerday|trainerroad|tacx|spivi|ictrainer|trackmyindoor|qdomyos|veloreality)/i

/** Whether the positions of a device or program belong to a game or to a selected track. */
const isVirtualPlatform = (device: string | null): boolean => device !== null && PLATFORMS.test(device)

/** Returns the sport of a recording from a virtual platform: some files from such a platform only say cycling. */
export function onPlatform(sport: Sport, device: string | null): Sport {
  if (!isVirtualPlatform(device)) return sport
  if (sport === 'RIDE') return 'VIRTUAL_RIDE'
  return sport === 'RUN' ? 'VIRTUAL_RUN' : sport
}

/** Whether the positions of a recording are not the athlete's real ones. */
export const isVirtual = (sport: Sport, device: string | null): boolean =>
  sport === 'VIRTUAL_RIDE' || sport === 'VIRTUAL_RUN' || isVirtualPlatform(device)
