import type { AccountRow } from '@gruppetto/relations'
import type { DeliveryRow } from '../domain/deliveries.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import { preferenceOf } from '../domain/preferences.ts'
import { notices } from '../generated/notices.ts'
import type { Services } from '../services.ts'
import type { NotificationSettingsRow } from '../stores/notification-settings.ts'

/** Who is to get a push or mail, and what is still worth it. */
export interface LoadedDelivery {
  readonly account: AccountRow
  readonly settings: NotificationSettingsRow
  /** Those that are there, unread and still wished on this channel, the latest first. */
  readonly notifications: readonly NotificationRow[]
}

/** Loads what a delivery is about. Returns null when the account is closed or unknown. */
export const loadDelivery = async (
  { stores }: Services,
  { athleteId, notificationIds, channel }: DeliveryRow,
): Promise<LoadedDelivery | null> => {
  const [accounts, settings, found] = await Promise.all([
    stores.accounts.many([athleteId]),
    stores.notificationSettings.get(athleteId),
    stores.notifications.many(notificationIds),
  ])
  const account = accounts.get(athleteId)
  if (account === undefined || account.deleted) return null
  const isWished = ({ kind }: NotificationRow): boolean => {
    const preference = preferenceOf(notices[kind].defaults, account.persona, settings.choices[kind])
    return channel === 'PUSH' ? preference.push : preference.mail
  }
  const notifications = [...found.values()]
    .filter((row) => row.unread && row.athleteId === athleteId && isWished(row))
    .toSorted((one, other) => other.latestAt.getTime() - one.latestAt.getTime())
  return { account, settings, notifications }
}
