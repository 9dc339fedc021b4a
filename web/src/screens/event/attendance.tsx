import { useEffect, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { attendance_event$key } from '#relay/attendance_event'
import type { attendance_occurrence$key } from '#relay/attendance_occurrence'
import type { attendanceRecordMutation } from '#relay/attendanceRecordMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { Pill } from '../../design/fields.tsx'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface AttendanceProps {
  readonly eventId: string
  readonly event: attendance_event$key
  readonly occurrence: attendance_occurrence$key | null
  readonly originalStartsAt: string | null
}

/** For those who run or moderate the club: who was there. */
export const Attendance = ({ eventId, event: eventKey, occurrence, originalStartsAt }: AttendanceProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  // What was tapped shows at once.
  const [wished, setWished] = useState<ReadonlyMap<string, boolean>>(new Map())
  const event = useFragment(
    graphql`
      fragment attendance_event on ClubEvent {
        attendance(first: 100) {
          edges {
            cursor
            node {
              attended
              activity {
                id
              }
              athlete {
                id
                displayName
              }
            }
          }
        }
        expected: responses(answer: GOING, first: 100) {
          edges {
            attended
            node {
              id
              displayName
            }
          }
        }
      }
    `,
    eventKey,
  )
  const date = useFragment(
    graphql`
      fragment attendance_occurrence on EventOccurrence {
        attendance(first: 100) {
          edges {
            cursor
            node {
              attended
              activity {
                id
              }
              athlete {
                id
                displayName
              }
            }
          }
        }
        expected: responses(answer: GOING, first: 100) {
          edges {
            attended
            node {
              id
              displayName
            }
          }
        }
      }
    `,
    occurrence,
  )
  const { send, isBusy } = useSend<attendanceRecordMutation>(graphql`
    mutation attendanceRecordMutation($id: ID!, $occurrence: DateTime, $athleteIds: [ID!]!, $attended: Boolean) {
      recordAttendance(eventId: $id, occurrence: $occurrence, athleteIds: $athleteIds, attended: $attended) {
        id
      }
    }
  `)
  const { attendance, expected } = date ?? event
  // What the platform says counts again: another one who runs the club may have changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the platform is a moment to do so
  useEffect(() => setWished(new Map()), [attendance, expected])
  const people = new Map<string, { readonly name: string; readonly attended: boolean | null; readonly isSuggested: boolean }>()
  for (const { node, attended } of expected.edges) {
    if (node != null) people.set(node.id, { name: node.displayName, attended: attended ?? null, isSuggested: false })
  }
  for (const { node } of attendance?.edges ?? []) {
    const { athlete, attended, activity } = node
    if (athlete != null) {
      people.set(athlete.id, { name: athlete.displayName, attended: attended ?? null, isSuggested: activity != null })
    }
  }
  const open = [...people].flatMap(([id, { attended }]) => (attended === null ? [id] : []))
  if (people.size === 0) return null
  const record = (athleteIds: readonly string[], attended: boolean | null) => {
    setWished((before) => new Map([...before, ...athleteIds.map((id): [string, boolean] => [id, attended === true])]))
    send(
      { id: eventId, athleteIds, attended, ...(originalStartsAt !== null && { occurrence: originalStartsAt }) },
      {
        done: refresh,
        failed: (refused) => {
          setWished((before) => new Map([...before].filter(([id]) => !athleteIds.includes(id))))
          say(sentenceOf(refused) ?? t('attendanceFailed'))
        },
      },
    )
  }
  return (
    <section className="card is-padded event-who" aria-busy={isBusy}>
      <h2>{t('attendance')}</h2>
      <p className="soft">{t('attendanceMore')}</p>
      <div className="pills">
        {[...people].map(([id, { name, attended, isSuggested }]) => (
          <Pill
            key={id}
            checked={wished.get(id) ?? attended === true}
            onChange={(change) => record([id], change.target.checked ? true : null)}
          >
            {name}
            {isSuggested && attended === null && (
              <span className="chip is-gold">
                <span className="unseen">{t('suggests')}</span>?
              </span>
            )}
          </Pill>
        ))}
      </div>
      {open.length > 1 && (
        <Button small busy={isBusy} onClick={() => record(open.slice(0, 200), true)}>
          {t('allThere', { count: open.length })}
        </Button>
      )}
    </section>
  )
}
