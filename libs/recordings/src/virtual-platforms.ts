import type { Sport } from './recording.ts'

/** Makers of games and films to ride and run in, by the names that devices have in `fit-devices` and in a file's creator. */
const PLATFORMS =
  /^(elite|peloton|ifit)\b|\b(zwift|mywhoosh|rouvy|bkool|fulgaz|rgt|road grand tours|the sufferfest|systm|kinomap|virtugo|onelap|indievelo|trainerday|trainerroad|tacx|spivi|ictrainer|trackmyindoor|qdomyos|veloreality)/i

/** Whether the places that a device or a program wrote are of a game or a picked track. */
const isVirtualPlatform = (device: string | null): boolean => device !== null && PLATFORMS.test(device)

/** The sport of what a virtual platform recorded: who rides in Watopia says cycling and nothing more in some files. */
export function onPlatform(sport: Sport, device: string | null): Sport {
  if (!isVirtualPlatform(device)) return sport
  if (sport === 'RIDE') return 'VIRTUAL_RIDE'
  return sport === 'RUN' ? 'VIRTUAL_RUN' : sport
}

/** Whether the places of a recording are none of its athlete's. */
export const isVirtual = (sport: Sport, device: string | null): boolean =>
  sport === 'VIRTUAL_RIDE' || sport === 'VIRTUAL_RUN' || isVirtualPlatform(device)
