import { graphql, useFragment } from 'react-relay/hooks'
import type { sessions_viewer$key } from '#relay/sessions_viewer'
import type { sessionsEndMutation } from '#relay/sessionsEndMutation'
import { Section } from '../../account/settings.tsx'
import { endSession } from '../../api/session.ts'
import { beginningAt } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Icon } from '../../design/icon.tsx'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { deviceName } from './device-name.ts'
import own from './texts.ts'

/** Where the account is signed in; each is ended by itself. */
export const Sessions = ({ viewer: key }: { readonly viewer: sessions_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const { id, sessions } = useFragment(
    graphql`
      fragment sessions_viewer on Viewer {
        id
        sessions {
          id
          device
          createdAt
          lastUsedAt
          current
        }
      }
    `,
    key,
  )
  const { send } = useSend<sessionsEndMutation>(graphql`
    mutation sessionsEndMutation($id: ID!) {
      endSession(id: $id) {
        id
        ...sessions_viewer
      }
    }
  `)
  const end = (sessionId: string) =>
    send(
      { id: sessionId },
      {
        optimisticUpdater: (store) => {
          const viewer = store.get(id)
          const left = viewer?.getLinkedRecords('sessions')?.filter((each) => each.getDataID() !== sessionId)
          if (left !== undefined) viewer?.setLinkedRecords(left, 'sessions')
        },
        failed: ({ all }) => say(`${t('notEnded')} ${all ?? ''}`),
      },
    )
  const leave = async () => {
    try {
      await beginningAt(hrefs.home(), endSession)
    } catch {
      say(t('notEnded'))
    }
  }
  return (
    <Section title={t('sessions')} more={t('sessionsMore')}>
      <ul className="settings-list">
        {sessions.map((session) => {
          const name = deviceName(session.device) ?? t('device')
          return (
            <li key={session.id}>
              <span className="settings-mark">
                <Icon name="device" />
              </span>
              <div>
                <strong>{name}</strong> {session.current && <span className="chip is-pine">{t('thisDevice')}</span>}
                <p className="soft">
                  {t('used', { ago: measures.ago(session.lastUsedAt), since: measures.dateTime(session.createdAt) })}
                </p>
              </div>
              {session.current ? (
                <Button small look="outline" onClick={leave}>
                  {t('signOut')}
                </Button>
              ) : (
                <Button small look="outline" aria-label={t('endWhich', { name })} onClick={() => end(session.id)}>
                  {t('end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
