import { useMemo, useState } from 'react'
import { graphql, useSubscription } from 'react-relay/hooks'
import type { heardSubscription } from '#relay/heardSubscription'
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

interface ListeningProps {
  readonly sessionId: string
  readonly hear: (word: Word) => void
}

/** Hears what is called out. It is there while somebody looks: what has arrived here is not pushed to the athlete's devices. */
const Listening = ({ sessionId, hear }: ListeningProps) => {
  useSubscription<heardSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription heardSubscription {
            notificationReceived {
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
          }
        `,
        variables: {},
        onNext: (answer) => {
          const heard = answer?.notificationReceived
          if (heard == null || heard.kind !== 'CHEER' || heard.liveSession?.id !== sessionId) return
          const { id, actors, ...rest } = heard
          const names = actors.flatMap((actor) => actor?.displayName ?? [])
          hear({ id, told: { ...rest, actors: names, names: {}, subjects: new Set() } })
        },
      }),
      [sessionId, hear],
    ),
  )
  return null
}

/** What others have called out to the athlete while this page was open. */
export const Heard = ({ sessionId }: { readonly sessionId: string }) => {
  const t = useTexts(own)
  const [sentences, failures] = [useTexts(sentenceTexts), useTexts(failureTexts)]
  const measures = useMeasures()
  const isVisible = useVisible()
  const [words, setWords] = useState<readonly Word[]>([])
  const hear = useMemo(
    () => (word: Word) => setWords((all) => [word, ...all.filter(({ id }) => id !== word.id)].slice(0, MOST)),
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
