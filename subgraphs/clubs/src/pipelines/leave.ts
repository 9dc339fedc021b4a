import type { Leaving } from '@gruppetto/relations'
import type { EntryRow } from '../domain/entry.ts'
import type { StandingRow } from '../domain/standing.ts'
import type { Services } from '../services.ts'
import { passOnClubs } from './pass-on.ts'

/** What erasing rows alone would leave: clubs without an owner, and boards in Redis that still have the athlete. */
const beforeErasure = async (services: Services, athleteId: string, working: () => void): Promise<void> => {
  await passOnClubs(services, athleteId, { isErased: true, working })
  for (const { challengeId } of await services.aside.rowsOf<EntryRow>(athleteId, 'entries')) {
    await services.stores.boardRanks.drop(challengeId, [''])
    working()
  }
  await services.clubBoards.drop(await services.aside.rowsOf<StandingRow>(athleteId, 'standings'))
}

export const leavingOf = (services: Services): Leaving => ({
  aside: services.aside,
  onClose: (athleteId, working) => passOnClubs(services, athleteId, { isErased: false, working }),
  beforeErasure: (athleteId, working) => beforeErasure(services, athleteId, working),
})
