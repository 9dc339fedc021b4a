import { graphql, useFragment } from 'react-relay/hooks'
import type { attendance_event$key } from '#relay/attendance_event'
import type { attendance_occurrence$key } from '#relay/attendance_occurrence'
import type { attendanceRecordMutation } from '#relay/attendanceRecordMutation'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { Pill } from '../../design/fields.tsx'
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
  const edges = (date ?? event).attendance?.edges ?? []
  if (edges.length === 0) return null
  return (
    <section className="card is-padded event-who" aria-busy={isBusy}>
      <h2>{t('attendance')}</h2>
      <p className="soft">{t('attendanceMore')}</p>
      <div className="pills">
        {edges.map(
          ({ cursor, node: { athlete, attended, activity } }) =>
            athlete != null && (
              <Pill
                key={cursor}
                checked={attended === true}
                onChange={(change) =>
                  send(
                    {
                      id: eventId,
                      athleteIds: [athlete.id],
                      attended: change.target.checked ? true : null,
                      ...(originalStartsAt !== null && { occurrence: originalStartsAt }),
                    },
                    { done: refresh, failed: ({ all }) => say(all ?? t('attendanceFailed')) },
                  )
                }
              >
                {athlete.displayName}
                {activity != null && attended == null && (
                  <span className="chip is-gold">
                    <span className="unseen">{t('suggests')}</span>?
                  </span>
                )}
              </Pill>
            ),
        )}
      </div>
    </section>
  )
}
