import { badUserInput, broken, newId, notFound, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { privacyPatch, privacyZoneInput } from '../domain/inputs.ts'
import { patchPrivacy } from '../domain/patches.ts'
import { circleAround } from '../domain/privacy-circle.ts'
import {
  addZone,
  nextRecordingPrivacy,
  patchRecordingPrivacy,
  type RecordingPrivacyChange,
  recordingPrivacyState,
  removeZone,
  ZONES_MAX,
} from '../domain/recording-privacy.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { requireViewer } from './viewer.ts'
import { zoneRandom } from './zone-random.ts'

/** Applies a change to what recordings hide and emits the new state; does nothing when the change leaves it as it is. */
const changeRecordingPrivacy = async (
  { stores, runtime }: Context,
  athleteId: string,
  change: RecordingPrivacyChange,
  tx: Tx,
): Promise<void> => {
  const row = nextRecordingPrivacy(athleteId, await stores.recordingPrivacy.get(athleteId, tx), change)
  if (row === null) return
  await stores.recordingPrivacy.put(row, tx)
  tx.emit('athlete.privacy-changed', recordingPrivacyState(row, runtime.now()))
}

/** Changes who sees the account and what recordings hide, in one transaction. */
export const updatePrivacy = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const patch = validInput(privacyPatch, input)
  await commitChange(context, async (tx) => {
    await changeAccount(context, viewer.id, (account) => patchPrivacy(account, patch), tx)
    await changeRecordingPrivacy(context, viewer.id, (privacy) => patchRecordingPrivacy(privacy, patch), tx)
  })
  return viewer
}

/** Hides a place. Throws BAD_USER_INPUT when the athlete has as many zones as are allowed. */
export const addPrivacyZone = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { label, radiusMeters, ...place } = validInput(privacyZoneInput, input)
  const random = zoneRandom(context.runtime.config.identitySecret, viewer.id)
  const zone = { zoneId: newId('PrivacyZone'), label, radiusMeters, circle: circleAround(place, radiusMeters, random) }
  const change: RecordingPrivacyChange = (privacy) => {
    if (privacy.zones.length < ZONES_MAX) return addZone(privacy, zone)
    throw badUserInput([
      { path: 'input', ...broken('TOO_MANY', `would be one zone more than the ${ZONES_MAX} there may be`, { max: ZONES_MAX }) },
    ])
  }
  await commitChange(context, (tx) => changeRecordingPrivacy(context, viewer.id, change, tx))
  return viewer
}

/** Stops hiding a place. Throws NOT_FOUND when the athlete has no such zone. */
export const removePrivacyZone = async (context: Context, zoneId: string): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const change: RecordingPrivacyChange = (privacy) => {
    if (privacy.zones.some((zone) => zone.zoneId === zoneId)) return removeZone(privacy, zoneId)
    throw notFound('This privacy zone')
  }
  await commitChange(context, (tx) => changeRecordingPrivacy(context, viewer.id, change, tx))
  return viewer
}
