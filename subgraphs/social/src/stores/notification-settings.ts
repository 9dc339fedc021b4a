import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { Choice } from '../domain/preferences.ts'
import type { NotificationKind } from '../generated/resolvers.ts'

/** What an athlete has chosen about notifications. Athletes who have chosen nothing have no row. */
export interface NotificationSettingsRow {
  /** The id of the athlete. */
  readonly _id: string
  readonly choices: Readonly<Partial<Record<NotificationKind, Choice>>>
  /** HH:MM in the athlete's zone. Both are null when there are no quiet hours. */
  readonly quietFrom: string | null
  readonly quietUntil: string | null
  /** How often the quiet hours were told to the other subgraphs. Absent while they were not. */
  readonly quietRevision?: number
}

export const openNotificationSettings = (database: Database) => {
  const rows = collection<NotificationSettingsRow>(database, {
    name: 'notification_settings',
    fields: {
      _id: 'string',
      choices: 'object',
      quietFrom: 'string | null',
      quietUntil: 'string | null',
      quietRevision: 'number?',
    },
    athletes: { ids: { _id: 'delete' }, exported: { without: ['quietRevision'] } },
    // The job tell-quiet-hours. Only those who have quiet hours are in the index.
    indexes: [{ keys: { quietRevision: 1 }, only: { quietFrom: { $gt: '' } } }],
  })
  const withNothing = { choices: {}, quietFrom: null, quietUntil: null }
  return {
    async get(athleteId: string, tx?: Tx): Promise<NotificationSettingsRow> {
      return (await rows.one({ _id: athleteId }, { tx })) ?? { _id: athleteId, ...withNothing }
    },
    /** Returns some of those with quiet hours of which nobody was told. */
    async withUntoldQuietHours(limit: number, tx: Tx): Promise<readonly NotificationSettingsRow[]> {
      return rows.many({ quietFrom: { $gt: '' }, quietRevision: null }, { limit, tx })
    },
    async many(athleteIds: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, NotificationSettingsRow>> {
      return rows.byId(athleteIds, { tx })
    },
    async put(row: NotificationSettingsRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
  }
}

export type NotificationSettings = ReturnType<typeof openNotificationSettings>
