import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { answer_club$key } from '#relay/answer_club'
import type { answer_event$key } from '#relay/answer_event'
import type { answer_occurrence$key } from '#relay/answer_occurrence'
import type { answerMutation } from '#relay/answerMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Membership } from '../../clubs/membership.tsx'
import { roleOf } from '../../clubs/rights.ts'
import words from '../../clubs/words.texts.ts'
import { Icon } from '../../design/icon.tsx'
import { Button, Choice, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface AnswerProps {
  readonly event: answer_event$key
  /** The date that is answered; null for an event that has one alone. */
  readonly occurrence: answer_occurrence$key | null
  readonly club: answer_club$key
  readonly originalStartsAt: string | null
}

const ANSWERS = ['GOING', 'MAYBE', 'NOT_GOING'] as const
type Given = (typeof ANSWERS)[number]

/** Says whether one comes, with guests and a word for those who run it. What was said shows at once. */
export const Answer = ({ event: eventKey, occurrence, club: clubKey, originalStartsAt }: AnswerProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const say = useToast()
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const [wish, setWish] = useState<{ readonly answer: Given; readonly guests: number } | null>(null)
  const [isForAll, setForAll] = useState(false)
  const club = useFragment(
    graphql`
      fragment answer_club on Club {
        viewerMembership {
          role
          status
        }
        ...membership_club
      }
    `,
    clubKey,
  )
  const event = useFragment(
    graphql`
      fragment answer_event on ClubEvent {
        id
        guestsAllowed
        capacity
        goingCount
        answersCloseAt
        startsAt
        endsAt
        viewerRsvp
        mine: responses(first: 100) {
          edges {
            answer
            guests
            note
            node {
              id
            }
          }
        }
      }
    `,
    eventKey,
  )
  const date = useFragment(
    graphql`
      fragment answer_occurrence on EventOccurrence {
        capacity
        goingCount
        answersCloseAt
        startsAt
        endsAt
        viewerRsvp
        mine: responses(first: 100) {
          edges {
            answer
            guests
            note
            node {
              id
            }
          }
        }
      }
    `,
    occurrence,
  )
  const { send, isBusy } = useSend<answerMutation>(graphql`
    mutation answerMutation($id: ID!, $answer: Rsvp!, $occurrence: DateTime, $guests: Int!, $note: String, $date: DateTime) {
      rsvp(eventId: $id, answer: $answer, occurrence: $occurrence, guests: $guests, note: $note) {
        id
        ...eventPage_event @arguments(date: $date)
      }
    }
  `)
  const shown = date ?? event
  const mine = shown.mine.edges.find(({ node }) => node != null && node.id === athleteId)
  const waiting = shown.mine.edges.filter(({ answer }) => answer === 'WAITLISTED')
  const place = waiting.findIndex(({ node }) => node != null && node.id === athleteId) + 1
  const answer = wish?.answer ?? shown.viewerRsvp ?? null
  const guests = wish?.guests ?? mine?.guests ?? 0
  const isWaiting = wish === null && answer === 'WAITLISTED'
  const isComing = answer === 'GOING' || isWaiting
  const left = shown.capacity == null ? null : Math.max(0, shown.capacity - shown.goingCount)
  const isClosed = shown.answersCloseAt != null && Date.parse(shown.answersCloseAt) <= Date.now()
  const closesEarly =
    shown.answersCloseAt != null &&
    shown.answersCloseAt !== shown.endsAt &&
    Date.parse(shown.answersCloseAt) < Date.parse(shown.startsAt)

  if (roleOf(club.viewerMembership) === null) {
    return (
      <section className="card is-padded event-answer">
        <h2>{t('joinFirst')}</h2>
        <Membership club={club} />
      </section>
    )
  }
  const give = (next: { readonly answer: Given; readonly guests: number; readonly note?: string }, done?: () => void) => {
    const { note, ...said } = next
    setWish(said)
    const forOne = originalStartsAt !== null && !isForAll
    send(
      {
        id: event.id,
        ...said,
        ...(forOne && { occurrence: originalStartsAt }),
        ...(note !== undefined && { note }),
        date: searchDate(),
      },
      {
        done: () => {
          setWish(null)
          done?.()
        },
        failed: (refused) => {
          setWish(null)
          say(sentenceOf(refused) ?? t('answerFailed'))
        },
      },
    )
  }
  const choose = (value: Given) => give({ answer: value, guests: value === 'GOING' ? Math.min(guests, event.guestsAllowed) : 0 })
  const buttons = (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div className="answers" role="group" aria-label={t('answer')}>
      {ANSWERS.map((value) => {
        const isChosen = value === 'GOING' ? isComing : answer === value
        return (
          <button
            key={value}
            type="button"
            className={`answers-${value.toLowerCase().replace('_', '-')}`}
            aria-pressed={isChosen}
            disabled={isClosed && !(value === 'NOT_GOING' && isComing)}
            onClick={() => !isBusy && choose(value)}
          >
            <Icon name={value === 'GOING' ? 'check' : value === 'MAYBE' ? 'question' : 'close'} />
            {value === 'GOING' && isWaiting ? word('WAITLISTED') : word(value)}
          </button>
        )
      })}
    </div>
  )
  return (
    <section className="card is-padded event-answer">
      <h2>{t('answer')}</h2>
      {originalStartsAt !== null && (
        <Choice
          label={t('answerFor')}
          of={[
            { value: 'one', text: t('thisDate') },
            { value: 'all', text: t('allDates') },
          ]}
          value={isForAll ? 'all' : 'one'}
          onChoose={(value) => setForAll(value === 'all')}
        />
      )}
      {buttons}
      {isWaiting && (
        <p className="event-waiting" role="status">
          {place > 0 ? t('waitingPlace', { place }) : t('waiting')}
        </p>
      )}
      {!isComing && left !== null && !isClosed && (
        <p className="soft">{left > 0 ? t('placesLeft', { count: left }) : t('full')}</p>
      )}
      {isClosed && <p className="soft">{t(isComing ? 'closedGoing' : 'closed')}</p>}
      {!isClosed && closesEarly && shown.answersCloseAt != null && (
        <p className="soft">{t('closes', { when: measures.dateTime(shown.answersCloseAt) })}</p>
      )}
      {isComing && event.guestsAllowed > 0 && !isClosed && (
        <div className="event-guests">
          <div>
            <strong>{t('guests')}</strong>
            <p className="soft">{t('guestsMore', { most: event.guestsAllowed })}</p>
          </div>
          <Button
            round
            disabled={guests <= 0}
            busy={isBusy}
            icon="minus"
            onClick={() => give({ answer: 'GOING', guests: guests - 1 })}
          >
            {t('fewer')}
          </Button>
          <output>{measures.number(guests)}</output>
          <Button
            round
            disabled={guests >= event.guestsAllowed}
            busy={isBusy}
            icon="plus"
            onClick={() => give({ answer: 'GOING', guests: guests + 1 })}
          >
            {t('oneMore')}
          </Button>
        </div>
      )}
      {(answer === 'GOING' || answer === 'MAYBE') && (
        <p className="soft event-then">
          {t('remind')} <Link to={hrefs.settings('notifications')}>{t('reminders')}</Link>{' '}
          <Link to={hrefs.events()}>{t('inCalendar')}</Link>
        </p>
      )}
      {answer !== null && !isClosed && (
        <form
          className="event-note"
          key={mine?.note ?? ''}
          onSubmit={(submitted) => {
            submitted.preventDefault()
            const note = String(new FormData(submitted.currentTarget).get('note') ?? '')
            give({ answer: answer === 'WAITLISTED' ? 'GOING' : answer, guests, note }, () => say(t('noteKept')))
          }}
        >
          <TextField label={t('note')} name="note" maxLength={300} defaultValue={mine?.note ?? ''} />
          <Button type="submit" busy={isBusy}>
            {t('noteSend')}
          </Button>
        </form>
      )}
    </section>
  )
}

/** The date in the address, by which the page has asked. */
const searchDate = (): string | null => new URLSearchParams(location.search).get('date')
