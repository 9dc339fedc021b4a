import { graphql, useFragment } from 'react-relay/hooks'
import type { kinds_viewer$key } from '#relay/kinds_viewer'
import type { kindsMutation, NotificationKind } from '#relay/kindsMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { Icon, type IconName } from '../../design/icon.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { CAUSED, groupsOf } from './groups.ts'
import own from './texts.ts'

const CHANNELS = [
  { channel: 'inApp', icon: 'bell' },
  { channel: 'push', icon: 'device' },
  { channel: 'mail', icon: 'mail' },
] as const satisfies readonly { readonly channel: string; readonly icon: IconName }[]

type Change = Omit<kindsMutation['variables'], 'kind'>

/** For each kind, where it goes and from whom. Each change counts at once. */
export const Kinds = ({ viewer: key }: { readonly viewer: kinds_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { id, notificationPreferences, nudges, digest } = useFragment(
    graphql`
      fragment kinds_viewer on Viewer {
        id
        nudges: hasFeature(key: "nudges")
        digest: hasFeature(key: "digest")
        notificationPreferences {
          kind
          inApp
          push
          mail
          from
        }
      }
    `,
    key,
  )
  const { send } = useSend<kindsMutation>(graphql`
    mutation kindsMutation(
      $kind: NotificationKind!
      $inApp: Boolean
      $push: Boolean
      $mail: Boolean
      $from: NotificationAudience
    ) {
      setNotificationPreference(kind: $kind, inApp: $inApp, push: $push, mail: $mail, from: $from) {
        id
        ...kinds_viewer
      }
    }
  `)
  if (notificationPreferences == null) {
    return (
      <Section title={t('kinds')}>
        <p className="soft">{t('away')}</p>
      </Section>
    )
  }
  const preferences = new Map(notificationPreferences.map((each) => [each.kind, each]))
  const set = (kind: NotificationKind, change: Change) =>
    send(
      { kind, ...change },
      {
        optimisticUpdater: (store) => {
          const all = store.get(id)?.getLinkedRecords('notificationPreferences')
          const record = all?.find((each) => each.getValue('kind') === kind)
          for (const [name, value] of Object.entries(change)) record?.setValue(value, name)
        },
        failed: ({ all }) => say(`${t('notKept')} ${all ?? ''}`),
      },
    )
  // Nothing is chosen of what does not come.
  const off = new Set<string>([...(nudges ? [] : ['NUDGE']), ...(digest ? [] : ['DIGEST'])])
  const shown = [...preferences.keys()].filter((kind) => !off.has(kind))
  const groups = groupsOf(shown).map(({ group, kinds }) => (
    <section key={group}>
      <h3>{t(group)}</h3>
      <ul className="kinds">
        {kinds.map((kind) => {
          const preference = preferences.get(kind)
          if (preference === undefined) return null
          const name = t(kind)
          return (
            <li key={kind}>
              <span className="kinds-name">{name}</span>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form */}
              <span className="kinds-channels" role="group" aria-label={name}>
                {CHANNELS.map(({ channel, icon }) => (
                  <button
                    key={channel}
                    type="button"
                    aria-pressed={preference[channel]}
                    title={t(channel)}
                    onClick={() => set(kind, { [channel]: !preference[channel] })}
                  >
                    <Icon name={icon} />
                    <span className="unseen">{t('channelOf', { channel: t(channel), kind: name })}</span>
                  </button>
                ))}
              </span>
              {CAUSED.has(kind) && (
                <button
                  type="button"
                  className="kinds-from"
                  aria-pressed={preference.from === 'FOLLOWED'}
                  onClick={() => set(kind, { from: preference.from === 'FOLLOWED' ? 'EVERYONE' : 'FOLLOWED' })}
                >
                  {t(`from_${preference.from}`)}
                  <span className="unseen"> {t('fromOf', { kind: name })}</span>
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  ))
  return (
    <Section title={t('kinds')} more={t('kindsMore')}>
      <ul className="kinds-legend">
        {CHANNELS.map(({ channel, icon }) => (
          <li key={channel}>
            <Icon name={icon} />
            {t(channel)}
          </li>
        ))}
      </ul>
      {groups}
    </Section>
  )
}
