import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { composeDigest, type Digest } from '../domain/digest.ts'
import { noticeOf } from '../notices/define-notice.ts'
import { loadNotices } from '../pipelines/load-notices.ts'
import { readFriendsWeek } from '../pipelines/read-friends-week.ts'
import { requestMail } from '../pipelines/request-mail.ts'
import { decideNotice, saveNotices } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

const DAY_MS = 24 * 3_600_000
/** A digest that comes later than this, such as from an old stream, is no news. */
const OLD_MS = 3 * DAY_MS

const writeDigest = async (services: Services, prepared: EventData<'digest.prepared'>): Promise<Digest | null> => {
  const { features, recentContext, runtime, stores } = services
  const { athleteId, at } = prepared
  if (runtime.now() - at > OLD_MS || !(await features.isOn('digest', await recentContext(athleteId)))) return null
  const account = await stores.accounts.get(athleteId)
  if (account === null || account.deleted) return null
  return composeDigest(prepared, await readFriendsWeek(services, athleteId, at - 7 * DAY_MS), account.persona ?? 'SOLO_ATHLETE')
}

/**
 * Writes the notification and the mail of a digest, with what followed athletes did as the athlete may see it now. Both commit with the mark
 * of the event, so no redelivery writes or sends a digest twice.
 */
export const writeDigests = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-write-digests',
    on: ['digest.prepared'],
    prepare: ({ data }) => writeDigest(services, data),
    load: async ({ data: { athleteId, week, at } }, tx, digest) => {
      if (digest === null) return null
      const parts = { recipientId: athleteId, group: week, atMs: at, words: digest.words }
      const [loaded] = await loadNotices(services, [noticeOf('DIGEST', parts)], tx)
      // Clubs emits one event for each week; a second one would change nothing.
      return loaded === undefined || loaded.group !== null ? null : { loaded, digest }
    },
    save: async (wanted, tx, { data: { athleteId, at } }) => {
      if (wanted === null) return
      const { loaded, digest } = wanted
      const { channels } = loaded
      // The mail of a digest says more than its sentence, so it is not the one that other kinds get.
      const change = decideNotice({ ...loaded, channels: { ...channels, mail: false } })
      if (change === null) return
      await saveNotices(services, [change], tx)
      if (!channels.mail) return
      const { subject, paragraphs, facts } = digest
      const mail = {
        athleteId,
        kind: 'DIGEST',
        subject,
        paragraphs: [...paragraphs],
        facts: [...facts],
        expiresAt: at + OLD_MS,
        at,
      }
      requestMail(services, mail, tx)
    },
  })
