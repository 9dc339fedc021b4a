import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps the hash of each account's mail address, by which a person who has had a trial is known again. */
export const projectAddressKeys = ({ stores: { addressKeys } }: Services): AnyWorker =>
  keepLatest('commerce-project-address-keys', 'athlete.address-changed', addressKeys, ({ athleteId, revision, addressKey }) => ({
    _id: athleteId,
    revision,
    addressKey,
  }))
