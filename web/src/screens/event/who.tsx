import { graphql, useFragment } from 'react-relay/hooks'
import type { who_event$key } from '#relay/who_event'
import type { who_occurrence$key } from '#relay/who_occurrence'
import words from '../../clubs/words.texts.ts'
import { Avatar } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface WhoProps {
  readonly event: who_event$key
  readonly occurrence: who_occurrence$key | null
}

/** Who has answered what. Members of the club see it. */
export const Who = ({ event: eventKey, occurrence }: WhoProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const event = useFragment(
    graphql`
      fragment who_event on ClubEvent {
        goingCount
        going: responses(answer: GOING, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
        waiting: responses(answer: WAITLISTED, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
        maybe: responses(answer: MAYBE, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
      }
    `,
    eventKey,
  )
  const date = useFragment(
    graphql`
      fragment who_occurrence on EventOccurrence {
        goingCount
        going: responses(answer: GOING, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
        waiting: responses(answer: WAITLISTED, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
        maybe: responses(answer: MAYBE, first: 30) {
          totalCount
          edges {
            cursor
            guests
            note
            node {
              id
              handle
              displayName
              avatarUrl
            }
          }
        }
      }
    `,
    occurrence,
  )
  const { going, waiting, maybe } = date ?? event
  const groups = [
    { answer: 'GOING', of: going },
    { answer: 'WAITLISTED', of: waiting },
    { answer: 'MAYBE', of: maybe },
  ] as const
  const isEmpty = groups.every(({ of }) => of.totalCount === 0)
  return (
    <section className="card is-padded event-who">
      <h2>{t('who')}</h2>
      {isEmpty && <p className="soft">{t('nobody')}</p>}
      {groups.map(
        ({ answer, of }) =>
          of.totalCount > 0 && (
            <section key={answer}>
              <h3>
                {word(answer)} <span className="soft">{of.totalCount}</span>
              </h3>
              <ul>
                {of.edges.map(({ cursor, node: athlete, guests, note }) => {
                  const name = athlete?.displayName ?? t('somebody')
                  return (
                    <li key={cursor}>
                      <Avatar size="small" name={name} url={athlete?.avatarUrl} />
                      <div>
                        {athlete == null ? name : <AthleteLink handle={athlete.handle} name={name} />}
                        {guests > 0 && <span className="soft"> {t('andGuests', { count: guests })}</span>}
                        {note != null && note !== '' && <p className="soft">{note}</p>}
                      </div>
                    </li>
                  )
                })}
              </ul>
              {of.totalCount > of.edges.length && (
                <p className="soft">{t('andMore', { count: of.totalCount - of.edges.length })}</p>
              )}
            </section>
          ),
      )}
    </section>
  )
}
