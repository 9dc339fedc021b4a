import { badUserInput, newId, notFound } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import type { PrivacyPatch, PrivacyZone } from '../domain/inputs.ts'
import { privacyChange } from '../domain/patches.ts'
import { circleAround } from '../domain/privacy-circle.ts'
import {
  HIDES_NOTHING,
  hiding,
  nextRecordingPrivacy,
  type RecordingPrivacy,
  type RecordingPrivacyChange,
  recordingPrivacyState,
  withoutZone,
  withZone,
  ZONES_MAX,
} from '../domain/recording-privacy.ts'
import type { Storage } from '../services.ts'
import { changeAccountIn } from './change-account.ts'
import { settleChange } from './settle-change.ts'
import { zoneChance } from './zone-chance.ts'

const changeRecordingPrivacyIn = async (
  { stores, runtime }: Storage,
  athleteId: string,
  change: RecordingPrivacyChange,
  tx: Tx,
): Promise<RecordingPrivacy> => {
  const before = await stores.recordingPrivacy.get(athleteId, tx)
  const row = nextRecordingPrivacy(athleteId, before, change)
  if (row === null) return before ?? HIDES_NOTHING
  await stores.recordingPrivacy.put(row, tx)
  tx.emit('athlete.privacy-changed', recordingPrivacyState(row, runtime.now()))
  return row
}

/** Changes who sees the account and what shows of its recordings, both or neither. The account is null when there is none. */
export const changePrivacy = async (
  storage: Storage,
  athleteId: string,
  patch: PrivacyPatch,
  origin: Origin,
): Promise<{ readonly account: Account | null; readonly recordings: RecordingPrivacy }> =>
  settleChange(
    storage.database,
    async (tx) => ({
      account: await changeAccountIn(storage, athleteId, privacyChange(patch), tx),
      recordings: await changeRecordingPrivacyIn(storage, athleteId, hiding(patch), tx),
    }),
    origin,
  )

/** Hides a place from now on; throws BAD_USER_INPUT for one zone too many. */
export const addZone = async (
  storage: Storage,
  athleteId: string,
  { label, radiusMeters, ...place }: PrivacyZone,
  origin: Origin,
): Promise<RecordingPrivacy> => {
  const chance = zoneChance(storage.runtime.config.identitySecret, athleteId)
  const zone = { zoneId: newId('PrivacyZone'), label, radiusMeters, circle: circleAround(place, radiusMeters, chance) }
  const add = withZone(zone)
  return settleChange(
    storage.database,
    async (tx) =>
      changeRecordingPrivacyIn(
        storage,
        athleteId,
        (privacy) => {
          if (privacy.zones.length < ZONES_MAX) return add(privacy)
          throw badUserInput([{ path: 'input', message: `would be one zone more than the ${ZONES_MAX} there may be` }])
        },
        tx,
      ),
    origin,
  )
}

/** Hides a place no longer; throws NOT_FOUND. */
export const removeZone = async (
  storage: Storage,
  athleteId: string,
  zoneId: string,
  origin: Origin,
): Promise<RecordingPrivacy> => {
  const remove = withoutZone(zoneId)
  return settleChange(
    storage.database,
    async (tx) =>
      changeRecordingPrivacyIn(
        storage,
        athleteId,
        (privacy) => {
          if (privacy.zones.some((zone) => zone.zoneId === zoneId)) return remove(privacy)
          throw notFound('This privacy zone')
        },
        tx,
      ),
    origin,
  )
}
