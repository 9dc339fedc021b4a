import type { EventData } from '@gruppetto/events'
import type { OwnerPrivacy } from '@gruppetto/graph'
import type { FormerHandle } from './handles.ts'
import type { InferredPersona } from './persona-signals.ts'
import type { Persona, Role, Sport, Units, Visibility } from './vocabulary.ts'

/** An account without its credentials. */
export interface Account {
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  /** Lower case. */
  readonly handle: string
  /** As the athlete wrote it. The credentials hold the form that is compared (emailKeyOf). */
  readonly email: string
  /** Absent in accounts from before addresses were verified; they count as verified. */
  readonly emailVerified?: boolean
  readonly displayName: string
  readonly bio: string | null
  /** The photo that is the avatar. Absent and null where there is none. */
  readonly avatarPhotoId?: string | null
  /** Of the photo once it is ready, or an address elsewhere. */
  readonly avatarUrl: string | null
  readonly city: string | null
  readonly country: string | null
  readonly favouriteSports: readonly Sport[]
  readonly timeZone: string
  readonly units: Units
  /** Null until the athlete chooses. */
  readonly persona: Persona | null
  /** Inferred from use; what the athlete chooses wins. */
  readonly inferredPersona?: InferredPersona
  readonly roles: readonly Role[]
  readonly profileVisibility: Visibility
  readonly defaultActivityVisibility: Visibility
  readonly approveFollowers: boolean
  /** Whether the athlete may be suggested to others. Absent means yes. */
  readonly suggestMe?: boolean
  /** Whether friends may be told that the athlete has not been out for two weeks. Absent means yes. */
  readonly nudgeMe?: boolean
  /** The end of the last suspension, which may lie in the past. */
  readonly suspendedUntil: Date | null
  /** When the handle was changed in the last weeks, oldest first. */
  readonly handleChangedAt: readonly Date[] | null
  /** Handles that were given up and still lead here. Absent: none. */
  readonly formerHandles?: readonly FormerHandle[]
  readonly joinedAt: Date
  /** When the athlete deleted the account, which is closed until it is erased; null while it is open. */
  readonly closedAt: Date | null
}

interface AccountStart {
  readonly id: string
  readonly handle: string
  readonly email: string
  readonly displayName: string
  readonly timeZone: string | null
  readonly units: Units | null
  readonly persona: Persona | null
}

/** Creates an account that everyone may see until the athlete changes that. */
export const newAccount = (start: AccountStart, joinedAt: Date): Account => ({
  _id: start.id,
  revision: 1,
  handle: start.handle,
  email: start.email,
  emailVerified: false,
  displayName: start.displayName,
  bio: null,
  avatarUrl: null,
  city: null,
  country: null,
  favouriteSports: [],
  timeZone: start.timeZone ?? 'UTC',
  units: start.units ?? 'METRIC',
  persona: start.persona,
  roles: [],
  profileVisibility: 'EVERYONE',
  defaultActivityVisibility: 'EVERYONE',
  approveFollowers: false,
  suspendedUntil: null,
  handleChangedAt: null,
  joinedAt,
  closedAt: null,
})

export const accountState = (account: Account, atMs: number): EventData<'athlete.changed'> => ({
  athleteId: account._id,
  revision: account.revision,
  handle: account.handle,
  displayName: account.displayName,
  avatarUrl: account.avatarUrl,
  country: account.country,
  timeZone: account.timeZone,
  profileVisibility: account.profileVisibility,
  defaultActivityVisibility: account.defaultActivityVisibility,
  isPrivate: account.approveFollowers,
  deleted: isClosed(account),
  suggestible: account.suggestMe ?? true,
  nudgeable: account.nudgeMe ?? true,
  ...(account.formerHandles === undefined
    ? {}
    : { formerHandles: account.formerHandles.map(({ handle, until }) => ({ handle, untilMs: until.getTime() })) }),
  // While nothing tells it, no event does, so that defaults for everybody hold.
  ...(knownPersonaOf(account) === null ? {} : { persona: personaOf(account) }),
  emailVerified: isVerified(account),
  suspendedUntil: account.suspendedUntil?.getTime() ?? null,
  at: atMs,
})

/** Accounts from before they could be closed do not have the field. */
export const isClosed = ({ closedAt }: Pick<Account, 'closedAt'>): boolean => (closedAt ?? null) !== null

export const privacyOf = (account: Pick<Account, 'approveFollowers' | 'profileVisibility' | 'closedAt'>): OwnerPrivacy => ({
  exists: !isClosed(account),
  isPrivate: account.approveFollowers,
  profileVisibility: account.profileVisibility,
})

export const isVerified = ({ emailVerified }: Pick<Account, 'emailVerified'>): boolean => emailVerified !== false

/** Returns the end of the suspension that holds at an instant, or null. */
export const suspensionAt = ({ suspendedUntil }: Pick<Account, 'suspendedUntil'>, nowMs: number): Date | null =>
  (suspendedUntil?.getTime() ?? 0) > nowMs ? suspendedUntil : null

/** Returns the persona that the athlete has chosen, else the inferred one; null while there is neither. */
const knownPersonaOf = (account: Account): Persona | null => account.persona ?? account.inferredPersona?.persona ?? null

/** Returns the athlete's persona, or a default while nothing tells it. */
export const personaOf = (account: Account): Persona => knownPersonaOf(account) ?? 'SOLO_ATHLETE'
