import { useMemo, useState } from 'react'
import { graphql, useRelayEnvironment } from 'react-relay/hooks'
import type { heard_notification$data } from '#relay/heard_notification'
import type { heardQuery } from '#relay/heardQuery'
import type { heardSubscription } from '#relay/heardSubscription'
import { readWhole } from '../../app/read-whole.ts'
import { useLive } from '../../app/use-live.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useVisible } from '../../app/use-visible.ts'
import failureTexts from '../../social/failures.texts.ts'
import sentenceTexts from '../../social/sentence.texts.ts'
import { sentenceOf, type Told } from '../../social/sentence.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface Word {
  readonly id: string
  readonly told: Told
}

const MOST = 6

graphql`
  fragment heard_notification on Notification {
    id
    kind
    text
    actorCount
    actors {
      displayName
    }
    facts {
      message
    }
    liveSession {
      id
    }
  }
`

const EARLIER = graphql`
  query heardQuery {
    viewer {
      notifications(first: 20) {
        edges {
          node {
            ...heard_notification @relay(mask: false)
          }
        }
      }
    }
  }
`

/** What a notification calls out to who is out in a session; null where it is another one. */
const wordOf = (notification: Omit<heard_notification$data, ' $fragmentType'>, sessionId: string): Word | null => {
  const { id, kind, actors, liveSession, ...rest } = notification
  if (kind !== 'CHEER' || liveSession?.id !== sessionId) return null
  const names = actors.flatMap((actor) => actor?.displayName ?? [])
  return { id, told: { ...rest, kind, actors: names, names: {}, subjects: new Set() } }
}

interface ListeningProps {
  readonly sessionId: string
  readonly hear: (words: readonly Word[]) => void
}

/** Hears what is called out. It is there while somebody looks: what has arrived here is not pushed to the athlete's devices. */
const Listening = ({ sessionId, hear }: ListeningProps) => {
  const environment = useRelayEnvironment()
  const earlier = useRenewal(async () => {
    const { viewer } = await readWhole<heardQuery>(environment, EARLIER, {})
    hear(viewer?.notifications?.edges.flatMap(({ node }) => wordOf(node, sessionId) ?? []) ?? [])
  })
  useLive<heardSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription heardSubscription {
            notificationReceived {
              ...heard_notification @relay(mask: false)
            }
          }
        `,
        variables: {},
        onNext: (answer) => {
          const word = answer == null ? null : wordOf(answer.notificationReceived, sessionId)
          if (word !== null) hear([word])
        },
      }),
      [sessionId, hear],
    ),
    earlier.renew,
  )
  return null
}

/** What others have called out to the athlete, the last first. */
export const Heard = ({ sessionId }: { readonly sessionId: string }) => {
  const t = useTexts(own)
  const [sentences, failures] = [useTexts(sentenceTexts), useTexts(failureTexts)]
  const measures = useMeasures()
  const isVisible = useVisible()
  const [words, setWords] = useState<readonly Word[]>([])
  const hear = useMemo(
    () => (heard: readonly Word[]) =>
      setWords((all) => [...heard, ...all.filter(({ id }) => heard.every((word) => word.id !== id))].slice(0, MOST)),
    [],
  )
  return (
    <>
      {isVisible && <Listening sessionId={sessionId} hear={hear} />}
      {words.length > 0 && (
        <section className="card is-padded live-heard" aria-live="polite">
          <h2>{t('heard')}</h2>
          <ul>
            {words.map(({ id, told }) => (
              <li key={id}>{sentenceOf(told, { t: sentences, failures, measures })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
