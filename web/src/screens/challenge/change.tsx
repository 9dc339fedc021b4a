import { graphql, useFragment } from 'react-relay/hooks'
import type { change_challenge$key } from '#relay/change_challenge'
import type { changeChallengeMutation } from '#relay/changeChallengeMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { instantOf, lastDayOf, wallClockOf } from '../../clubs/when.ts'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { dayAfter } from '../../texts/days.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface ChangeProps {
  readonly challenge: change_challenge$key
  readonly onDone: () => void
}

/** What may be changed of a challenge: its texts, and its days while nobody relies on them. */
export const Change = ({ challenge: key, onDone }: ChangeProps) => {
  const t = useTexts(own)
  const { timeZone } = useVisitor()
  const challenge = useFragment(
    graphql`
      fragment change_challenge on Challenge {
        id
        title
        description
        status
        startsAt
        endsAt
        participantCount
        sponsorship {
          brand {
            id
          }
        }
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<changeChallengeMutation>(graphql`
    mutation changeChallengeMutation($id: ID!, $input: ChallengeUpdateInput!) {
      updateChallenge(id: $id, input: $input) {
        id
        title
        description
        startsAt
        endsAt
        settlesAt
        status
      }
    }
  `)
  const { id, title, description, status, startsAt, endsAt, participantCount, sponsorship } = challenge
  const mayMove = status === 'UPCOMING' && participantCount === 0 && sponsorship == null
  const firstDay = wallClockOf(startsAt, timeZone).slice(0, 10)
  // The last day counts whole: the challenge ends as the next one begins.
  const lastDay = lastDayOf(endsAt, timeZone)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const text = (name: string) => String(given.get(name) ?? '').trim()
        const [from, to] = [text('from'), text('to')]
        send(
          {
            id,
            input: {
              title: text('title'),
              description: text('description') || null,
              // A day that was left as it is keeps its hour, which somebody in another zone may have chosen.
              ...(mayMove && from !== firstDay && { startsAt: instantOf(`${from}T00:00`, timeZone) }),
              ...(mayMove && to !== lastDay && { endsAt: instantOf(`${dayAfter(to, 1)}T00:00`, timeZone) }),
            },
          },
          { done: onDone },
        )
      }}
    >
      <TextField
        label={t('name')}
        name="title"
        required
        minLength={3}
        maxLength={100}
        defaultValue={title}
        wrong={wrong.fields.title}
      />
      <TextArea
        label={t('about')}
        name="description"
        maxLength={2_000}
        defaultValue={description ?? ''}
        wrong={wrong.fields.description}
      />
      {mayMove ? (
        <div className="form-row">
          <TextField
            label={t('firstDay')}
            name="from"
            type="date"
            required
            defaultValue={firstDay}
            wrong={wrong.fields.startsAt}
          />
          <TextField label={t('lastDay')} name="to" type="date" required defaultValue={lastDay} wrong={wrong.fields.endsAt} />
        </div>
      ) : (
        <p className="soft">{t('daysStay')}</p>
      )}
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}
