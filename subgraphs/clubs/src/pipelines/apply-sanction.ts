import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import { isActive, type MembershipRow } from '../domain/club.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import type { Services } from '../services.ts'
import { endMembership, putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'

type Sanction = NonNullable<EventData<'moderation.decided'>['sanction']>

interface Sanctioned {
  readonly clubId: string
  readonly athleteId: string
  /** The moderator who decided. */
  readonly byId: string
  readonly note: string | null
}

/** Reads the membership of whom a decision is about, unless the moderator has no power over the member any more. */
const readTarget = async (
  { stores }: Services,
  { clubId, athleteId, byId }: Sanctioned,
  kind: Sanction['kind'],
  tx: Tx,
): Promise<{ readonly known: MembershipRow | null } | null> => {
  const actor = roleOf(await stores.memberships.get(clubId, byId, tx))
  const known = await stores.memberships.get(clubId, athleteId, tx)
  return mayAct(kind === 'BAN' ? 'BAN_MEMBER' : 'MUTE_MEMBER', actor, roleOf(known) ?? 'MEMBER') ? { known } : null
}

const ban = async (services: Services, sanctioned: Sanctioned, known: MembershipRow | null, tx: Tx): Promise<void> => {
  const { clubId, athleteId, byId, note } = sanctioned
  const club = await services.stores.clubs.get(clubId, tx)
  if (club === null || known?.status === 'BANNED') return
  const change = { athleteId, known, status: 'BANNED', byId } as const
  if (isActive(known)) await endMembership(services, club, change, tx)
  else await putMembership(services, { ...change, clubId }, tx)
  recordAct(services, { clubId, actorId: byId, action: 'MEMBER_BANNED', subjectId: athleteId, note }, tx)
}

const mute = async (
  services: Services,
  { clubId, athleteId, byId }: Sanctioned,
  { known, until }: { readonly known: MembershipRow | null; readonly until: Date | null },
  tx: Tx,
): Promise<void> => {
  if (!isActive(known)) return
  await putMembership(services, { clubId, athleteId, known, status: 'ACTIVE', role: known.role, mutedUntil: until, byId }, tx)
  const action = until === null ? 'MUTE_LIFTED' : 'MEMBER_MUTED'
  const note = until === null ? null : `until ${until.toISOString()}`
  recordAct(services, { clubId, actorId: byId, action, subjectId: athleteId, note }, tx)
}

/**
 * Mutes or bans the author of what was removed. A mute that is longer already stays. It does nothing when the moderator could not do
 * it now: the author may have got a role since.
 */
export const applySanction = async (services: Services, sanctioned: Sanctioned, sanction: Sanction, tx: Tx): Promise<void> => {
  await services.stores.athleteLocks.take(sanctioned.athleteId, tx)
  const target = await readTarget(services, sanctioned, sanction.kind, tx)
  if (target === null) return
  const { known } = target
  if (sanction.kind === 'BAN') return ban(services, sanctioned, known, tx)
  if ((known?.mutedUntil?.getTime() ?? 0) >= sanction.untilMs) return
  await mute(services, sanctioned, { known, until: new Date(sanction.untilMs) }, tx)
}

/** Ends a mute or a ban that came with a removal, since the appeal was granted. One that was changed by hand since stays. */
export const liftSanction = async (services: Services, sanctioned: Sanctioned, sanction: Sanction, tx: Tx): Promise<void> => {
  const { clubId, athleteId, byId, note } = sanctioned
  await services.stores.athleteLocks.take(athleteId, tx)
  const known = await services.stores.memberships.get(clubId, athleteId, tx)
  if (known === null) return
  if (sanction.kind === 'MUTE') {
    if (known.mutedUntil?.getTime() === sanction.untilMs) await mute(services, sanctioned, { known, until: null }, tx)
    return
  }
  if (known.status !== 'BANNED') return
  await putMembership(services, { clubId, athleteId, known, status: 'NONE', byId }, tx)
  recordAct(services, { clubId, actorId: byId, action: 'BAN_LIFTED', subjectId: athleteId, note }, tx)
}
