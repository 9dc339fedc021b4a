import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { head_challenge$key } from '#relay/head_challenge'
import type { headCancelChallengeMutation } from '#relay/headCancelChallengeMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Medal } from '../../clubs/medal.tsx'
import clubTexts from '../../clubs/texts.ts'
import { daysBetween } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Change } from './change.tsx'
import { Participation } from './participation.tsx'
import own from './texts.ts'

/** Which challenge it is, and whether one takes part. */
export const Head = ({ challenge: key }: { readonly challenge: head_challenge$key }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const word = useTexts(words)
  const say = useToast()
  const refresh = useRefresh()
  const { timeZone } = useVisitor()
  const [asking, setAsking] = useState<'change' | 'cancel' | null>(null)
  const close = () => setAsking(null)
  const challenge = useFragment(
    graphql`
      fragment head_challenge on Challenge {
        id
        title
        description
        metric
        status
        startsAt
        endsAt
        badge {
          imageUrl
        }
        club {
          id
          slug
          name
        }
        viewerOrganises
        sponsorship {
          brand {
            name
          }
        }
        viewerEntry {
          completedAt
        }
        ...participation_challenge
        ...change_challenge
      }
    `,
    key,
  )
  const cancel = useSend<headCancelChallengeMutation>(graphql`
    mutation headCancelChallengeMutation($id: ID!) {
      cancelChallenge(id: $id) {
        id
        status
      }
    }
  `)
  const { club, status, sponsorship } = challenge
  const now = new Date().toISOString()
  const time =
    status === 'ACTIVE'
      ? common('untilEnd', { days: Math.max(0, daysBetween(now, challenge.endsAt, timeZone)) })
      : status === 'UPCOMING'
        ? common('untilStart', { days: Math.max(0, daysBetween(now, challenge.startsAt, timeZone)) })
        : null
  const isOpen = status === 'ACTIVE' || status === 'UPCOMING'
  return (
    <header className="challenge-head">
      <Medal
        metric={challenge.metric}
        imageUrl={challenge.badge?.imageUrl}
        isReached={challenge.viewerEntry?.completedAt != null}
      />
      <div>
        <h1>{challenge.title}</h1>
        <p className="challenge-by">
          <span className={status === 'ACTIVE' ? 'chip is-pine' : status === 'CANCELLED' ? 'chip is-danger' : 'chip'}>
            {word(status)}
          </span>
          {time !== null && <span>{time}</span>}
          {club != null && <Link to={hrefs.club(club.slug)}>{club.name}</Link>}
          {sponsorship != null && <span>{t('by', { brand: sponsorship.brand.name })}</span>}
        </p>
      </div>
      {challenge.description != null && challenge.description !== '' && (
        <p className="challenge-text" dir="auto">
          {challenge.description}
        </p>
      )}
      <div className="challenge-acts">
        <Participation challenge={challenge} />
        {isOpen && challenge.viewerOrganises && (
          <>
            <Button look="outline" small onClick={() => setAsking('change')}>
              {t('change')}
            </Button>
            <Button look="danger" small onClick={() => setAsking('cancel')}>
              {t('cancelIt')}
            </Button>
          </>
        )}
      </div>
      <Dialog title={t('change')} open={asking === 'change'} onClose={close}>
        <Change
          challenge={challenge}
          onDone={() => {
            close()
            say(t('changed'))
          }}
        />
      </Dialog>
      <Dialog title={t('cancelQuestion')} open={asking === 'cancel'} onClose={close}>
        <div className="ask">
          <p>{t('cancelMore')}</p>
          <div className="ask-answers">
            <Button onClick={close}>{t('keep')}</Button>
            <Button
              look="danger"
              busy={cancel.isBusy}
              onClick={() =>
                cancel.send(
                  { id: challenge.id },
                  {
                    done: () => {
                      close()
                      refresh()
                    },
                    failed: (refused) => say(sentenceOf(refused) ?? t('failed')),
                  },
                )
              }
            >
              {t('cancelIt')}
            </Button>
          </div>
        </div>
      </Dialog>
    </header>
  )
}
