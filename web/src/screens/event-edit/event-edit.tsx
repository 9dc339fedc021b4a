import '../../clubs/clubs.css'
import '../../social/social.css'
import { useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { eventEditMutation } from '#relay/eventEditMutation'
import type { eventEditQuery } from '#relay/eventEditQuery'
import { NotThere } from '../../app/not-there.tsx'
import { useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { carriedTo, draftOf, type EventDraft, ofOneDate } from '../../clubs/event-draft.ts'
import { EventForm } from '../../clubs/event-form.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { Choice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const SCOPES = ['ONE', 'FOLLOWING', 'ALL'] as const
type Scope = (typeof SCOPES)[number]

export default function EventEdit({ query, search }: ScreenProps<eventEditQuery, '/events/$id/edit'>) {
  const t = useTexts(own)
  const say = useToast()
  const router = useRouter()
  const refresh = useRefresh()
  const [scope, setScope] = useState<Scope>('ONE')
  const [changes, setChanges] = useState<Partial<EventDraft>>({})
  const { clubEvent: event } = usePreloadedQuery<eventEditQuery>(
    graphql`
      query eventEditQuery($id: ID!, $date: DateTime) @preloadable {
        clubEvent(id: $id) {
          id
          title
          description
          sport
          startsAt
          endsAt
          timeZone
          recurrence
          place
          isVirtual
          capacity
          guestsAllowed
          answersCloseMinutes
          route
          meetingPoint {
            latitude
            longitude
          }
          club {
            id
            location {
              latitude
              longitude
            }
            viewerMembership {
              role
              status
            }
          }
          occurrences(from: $date, first: 5) {
            edges {
              node {
                originalStartsAt
                startsAt
                endsAt
                title
                description
                sport
                place
                isVirtual
                capacity
                route
                meetingPoint {
                  latitude
                  longitude
                }
              }
            }
          }
        }
      }
    `,
    query,
  )
  const { send, isBusy, wrong } = useSend<eventEditMutation>(graphql`
    mutation eventEditMutation($id: ID!, $input: ClubEventInput!, $occurrence: DateTime, $scope: SeriesScope!) {
      updateClubEvent(id: $id, input: $input, occurrence: $occurrence, scope: $scope) {
        id
      }
    }
  `)
  if (event == null || !runs(roleOf(event.club.viewerMembership))) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const isSeries = event.recurrence != null
  const named = search.get('date')
  const dates = event.occurrences?.edges.map(({ node }) => node) ?? []
  const date =
    dates.find(({ originalStartsAt }) => named !== null && Date.parse(originalStartsAt) === Date.parse(named)) ?? dates[0] ?? null
  const chosen: Scope = isSeries && date !== null ? scope : 'ALL'
  const knownOf = (which: Scope) => draftOf(which === 'ALL' || date === null ? event : date, event)
  const choose = (next: Scope) => {
    setScope(next)
    // What was typed stays.
    setChanges((before) => carriedTo(before, knownOf(scope), knownOf(next)))
  }
  return (
    <div className="page is-narrow section">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      {isSeries && date !== null && (
        <>
          <Choice label={t('which')} of={SCOPES.map((value) => ({ value, text: t(value) }))} value={scope} onChoose={choose} />
          <p className="soft">{t(`${chosen}More`)}</p>
        </>
      )}
      <div className="card is-padded">
        <EventForm
          known={knownOf(chosen)}
          changes={chosen === 'ONE' ? ofOneDate(changes) : changes}
          onChange={(change) => setChanges((before) => ({ ...before, ...change }))}
          send={t('send')}
          isBusy={isBusy}
          wrong={wrong}
          mayRepeat={chosen !== 'ONE'}
          near={event.club.location}
          isWholeSeries={isSeries && chosen === 'ALL'}
          onSend={(input) =>
            send(
              {
                id: event.id,
                input: { clubId: event.club.id, ...input },
                scope: chosen,
                ...(chosen !== 'ALL' && date !== null && { occurrence: date.originalStartsAt }),
              },
              {
                done: () => {
                  say(t('saved'))
                  refresh()
                  router.go(hrefs.event(event.id, chosen === 'ONE' ? date?.originalStartsAt : undefined), 'replace')
                },
              },
            )
          }
        />
      </div>
    </div>
  )
}
