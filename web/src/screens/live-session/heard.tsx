import { useMemo, useState } from 'react'
import { graphql, useSubscription } from 'react-relay/hooks'
import type { heardSubscription } from '#relay/heardSubscription'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface Word {
  readonly id: string
  readonly text: string
}

const MOST = 6

/** What others have called out to the athlete while this page was open. */
export const Heard = ({ sessionId }: { readonly sessionId: string }) => {
  const t = useTexts(own)
  const [words, setWords] = useState<readonly Word[]>([])
  useSubscription<heardSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription heardSubscription {
            notificationReceived {
              id
              kind
              text
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
          setWords((all) => [{ id: heard.id, text: heard.text }, ...all.filter(({ id }) => id !== heard.id)].slice(0, MOST))
        },
      }),
      [sessionId],
    ),
  )
  if (words.length === 0) return null
  return (
    <section className="card is-padded live-heard" aria-live="polite">
      <h2>{t('heard')}</h2>
      <ul>
        {words.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
