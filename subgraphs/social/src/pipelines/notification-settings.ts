import { badUserInput, broken, type FieldProblem, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type Choice, type Preference, preferenceOf, withoutMail } from '../domain/preferences.ts'
import { isTimeOfDay } from '../domain/quiet-hours.ts'
import { notices } from '../generated/notices.ts'
import type { NotificationKind } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { commit } from './commit.ts'

export interface PreferenceOfKind extends Preference {
  readonly kind: NotificationKind
}

const KINDS = Object.keys(notices) as NotificationKind[]

/** Returns what holds for each kind, in the order of the schema. */
export const readPreferences = async (services: Services, athleteId: string): Promise<readonly PreferenceOfKind[]> => {
  const { stores } = services
  const [{ choices }, accounts] = await Promise.all([
    stores.notificationSettings.get(athleteId),
    stores.accounts.many([athleteId]),
  ])
  const persona = accounts.get(athleteId)?.persona
  const withMail = await services.features.isOn('mail-at-first', await services.recentContext(athleteId))
  return KINDS.map((kind) => {
    const { defaults } = notices[kind]
    return { kind, ...preferenceOf(withMail ? defaults : withoutMail(defaults), persona, choices[kind]) }
  })
}

/** Changes what an athlete has chosen for a kind. What is undefined stays as it is. */
export const chooseForKind = async (
  { stores }: Pick<Services, 'stores'>,
  athleteId: string,
  { kind, choice }: { readonly kind: NotificationKind; readonly choice: Choice },
  tx: Tx,
): Promise<void> => {
  const settings = await stores.notificationSettings.get(athleteId, tx)
  const given = Object.entries(choice).filter(([, value]) => value !== null && value !== undefined)
  const choices = { ...settings.choices, [kind]: { ...settings.choices[kind], ...Object.fromEntries(given) } }
  await stores.notificationSettings.put({ ...settings, choices }, tx)
}

/** Changes the viewer's preference for a kind. It counts for notifications that are written from now on. */
export const setNotificationPreference = async (
  context: Context,
  { kind, ...choice }: { readonly kind: NotificationKind } & { readonly [Field in keyof Choice]?: Choice[Field] | null },
): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  await commit(context, (tx) => chooseForKind(context, athleteId, { kind, choice: choice as Choice }, tx))
}

const problemsOf = (from: string | null, until: string | null): readonly FieldProblem[] => {
  if ((from === null) !== (until === null))
    return [{ path: from === null ? 'from' : 'until', ...broken('REQUIRED', 'must be given with the other, or neither of them') }]
  const wrong = Object.entries({ from, until }).filter(([, time]) => time !== null && !isTimeOfDay(time))
  if (wrong.length > 0)
    return wrong.map(([path]) => ({
      path,
      ...broken('WRONG_FORMAT', 'must be a time of day, such as 22:00', { format: 'TimeOfDay' }),
    }))
  return from !== null && from === until ? [{ path: 'until', ...broken('INVALID', 'must differ from `from`') }] : []
}

/** Sets the viewer's quiet hours. Without both times there are none any more. */
export const setQuietHours = async (
  context: Context,
  { from = null, until = null }: { readonly from?: string | null; readonly until?: string | null },
): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const problems = problemsOf(from, until)
  if (problems.length > 0) throw badUserInput(problems)
  await commit(context, async (tx) => {
    const settings = await context.stores.notificationSettings.get(athleteId, tx)
    const quietRevision = (settings.quietRevision ?? 0) + 1
    await context.stores.notificationSettings.put({ ...settings, quietFrom: from, quietUntil: until, quietRevision }, tx)
    tx.emit('quiet-hours.changed', { athleteId, revision: quietRevision, from, until, at: context.runtime.now() })
  })
}
