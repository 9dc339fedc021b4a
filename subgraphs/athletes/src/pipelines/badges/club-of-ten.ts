import type { Tx } from '@gruppetto/runtime'
import { type Contribution, forAudience, NOTHING } from '../../domain/badges/contribution.ts'
import type { Services } from '../../services.ts'
import { memberId } from '../../stores/badge-clubs.ts'
import { loadContribution, saveContribution } from './save-contribution.ts'

/** The members of a club in which each has ten others. */
export const CLUB_OF_TEN = 11

/** A badge that others see must not tell that its athlete is in a SECRET club. */
const ofClubOfTen = (isSecret: boolean): Contribution => forAudience(isSecret ? 'ONLY_ME' : 'EVERYONE', { clubsOfTen: 1 })

interface Membership {
  readonly clubId: string
  readonly athleteId: string
  /** Whether it is one of a club of ten. */
  readonly counts: boolean
  readonly isSecret: boolean
  readonly atMs: number
}

/** Counts a membership for the badge of a club of ten, or takes it out. */
export const countMembership = async (services: Services, membership: Membership, tx: Tx): Promise<void> => {
  const { clubId, athleteId, counts, isSecret, atMs } = membership
  const loaded = await loadContribution(services, { _id: `club:${memberId(clubId, athleteId)}`, athleteId, atMs }, tx)
  if (loaded === null) return
  const { before } = loaded
  const after = { ...before, ...(counts ? ofClubOfTen(isSecret) : NOTHING), revision: before.revision + 1 }
  await saveContribution(services, { ...loaded, after }, tx)
}
