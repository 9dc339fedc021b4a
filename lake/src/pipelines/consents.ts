import type { Envelope, EventData } from '@gruppetto/events'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import { type Given, RECORDINGS, type Row, recordingId } from '../domain/tables.ts'
import type { Services } from '../services.ts'
import { newKey } from '../stores/keys.ts'

interface Consent {
  readonly athleteId: string
  /** The revision of athlete.privacy-changed. */
  readonly revision: number
  readonly isGiven: boolean
}

/**
 * Follows what an athlete says about recordings, unless something newer is known. A consent ends with any change of what recordings hide, and another
 * one begins: so no recording stays that shows what is hidden now.
 */
export const changeConsent = async (
  { stores, runtime }: Services,
  { athleteId, revision, isGiven }: Consent,
  tx: Tx,
): Promise<void> => {
  const known = await stores.consents.get(athleteId, tx)
  if (known !== null && known.revision >= revision) return
  if (typeof known?.key === 'string') await stores.deadKeys.put(known.key, new Date(runtime.now()), tx)
  await stores.consents.put({ _id: athleteId, revision, key: isGiven ? newKey() : null }, tx)
}

export const consentOf = ({ athleteId, revision, recordingsForStatistics }: EventData<'athlete.privacy-changed'>): Consent => ({
  athleteId,
  revision,
  isGiven: recordingsForStatistics === true,
})

/** Takes an athlete's keys away for good: no row leads to the athlete any more. */
export const forgetAthlete = async ({ stores, runtime }: Services, athleteId: string, tx: Tx): Promise<void> => {
  const diedAt = new Date(runtime.now())
  const consent = await stores.consents.get(athleteId, tx)
  await stores.consents.remove(athleteId, tx)
  for (const key of [await stores.keys.take(athleteId, tx), consent?.key ?? null])
    if (key !== null) await stores.deadKeys.put(key, diedAt, tx)
}

/** Follows what an event says about recordings, before its row is read: who gives them, and which are no more. */
export const followRecordings = async (services: Services, { name, data }: Pick<Envelope, 'name' | 'data'>): Promise<void> => {
  const { database, stores, runtime } = services
  const change = async (consent: Consent): Promise<void> => {
    const known = await stores.consents.get(consent.athleteId)
    if (known !== null && known.revision >= consent.revision) return
    await database.transact((tx) => changeConsent(services, consent, tx), SYSTEM)
  }
  if (name === 'athlete.privacy-changed') await change(consentOf(data as EventData<'athlete.privacy-changed'>))
  if (name === RECORDINGS) {
    const { activityId, athleteId, replaces, privacyRevision } = data as EventData<'recording.shared'>
    // A lake that came later has not met the event that says so.
    await change({ athleteId, revision: privacyRevision, isGiven: true })
    if (replaces !== null) await stores.deadKeys.put(recordingId(activityId, replaces), new Date(runtime.now()))
  }
  if (name !== 'activity.changed') return
  const { activityId, athleteId, deleted } = data as EventData<'activity.changed'>
  if (deleted && (await stores.consents.get(athleteId)) !== null) await stores.deadKeys.put(activityId, new Date(runtime.now()))
}

/** Returns the recordings that are given now, each with the key of its consent, without those that were replaced or deleted. */
export const givenRecordings = async ({ stores }: Services, rows: readonly Row[]): Promise<readonly Row[]> => {
  const given = rows.flatMap((row) => row.given ?? [])
  const consents = await stores.consents.many([...new Set(given.map(({ athleteId }) => athleteId))])
  const dead = await stores.deadKeys.among(given.flatMap(({ activityId, recordingId }) => [activityId, recordingId]))
  const keyOf = ({ activityId, athleteId, privacyRevision, recordingId }: Given): string | null => {
    const consent = consents.get(athleteId)
    const isGone = dead.has(activityId) || dead.has(recordingId) || consent?.revision !== privacyRevision
    return isGone ? null : consent.key
  }
  return rows.flatMap((row) => {
    const key = row.given === undefined ? null : keyOf(row.given)
    return key === null ? [] : [{ ...row, cells: [...row.cells.slice(0, -1), key] }]
  })
}
