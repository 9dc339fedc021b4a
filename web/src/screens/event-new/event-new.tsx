import '../../clubs/clubs.css'
import '../../social/social.css'
import { useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { eventNewMutation } from '#relay/eventNewMutation'
import type { eventNewQuery } from '#relay/eventNewQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link, useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { type EventDraft, newDraft } from '../../clubs/event-draft.ts'
import { EventForm } from '../../clubs/event-form.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

export default function EventNew({ query }: ScreenProps<eventNewQuery>) {
  const t = useTexts(own)
  const router = useRouter()
  const refresh = useRefresh()
  const { timeZone } = useVisitor()
  const [changes, setChanges] = useState<Partial<EventDraft>>({})
  const { club } = usePreloadedQuery<eventNewQuery>(
    graphql`
      query eventNewQuery($slug: String!) @preloadable {
        club(slug: $slug) {
          id
          slug
          name
          sports
          location {
            latitude
            longitude
          }
          viewerMembership {
            role
            status
          }
        }
      }
    `,
    query,
  )
  const { send, isBusy, wrong } = useSend<eventNewMutation>(graphql`
    mutation eventNewMutation($input: ClubEventInput!) {
      createClubEvent(input: $input) {
        id
      }
    }
  `)
  if (club == null || !runs(roleOf(club.viewerMembership))) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return (
    <div className="page is-narrow section">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header>
        <h1>{t('title')}</h1>
        <p className="soft">
          <Link to={hrefs.club(club.slug)}>{t('of', { club: club.name })}</Link>
        </p>
      </header>
      <div className="card is-padded">
        <EventForm
          known={newDraft(timeZone, club.sports[0] ?? null, Date.now())}
          changes={changes}
          onChange={(change) => setChanges((before) => ({ ...before, ...change }))}
          send={t('send')}
          isBusy={isBusy}
          wrong={wrong}
          mayRepeat
          near={club.location}
          onSend={(input) =>
            send(
              { input: { clubId: club.id, ...input } },
              {
                done: ({ createClubEvent }) => {
                  refresh()
                  router.go(hrefs.event(createClubEvent.id), 'replace')
                },
              },
            )
          }
        />
      </div>
    </div>
  )
}
