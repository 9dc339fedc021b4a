import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { participation_challenge$key } from '#relay/participation_challenge'
import type { participationJoinMutation } from '#relay/participationJoinMutation'
import type { participationLeaveMutation } from '#relay/participationLeaveMutation'
import type { participationShareMutation } from '#relay/participationShareMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { Link, useVisit } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import clubTexts from '../../clubs/texts.ts'
import { SelectField, Switch } from '../../design/fields.tsx'
import { Button, buttonClass, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Joins a challenge, leaves it, and says whether its sponsor learns the name. */
export const Participation = ({ challenge: key }: { readonly challenge: participation_challenge$key }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const say = useToast()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const { address } = useVisit()
  const [asks, setAsks] = useState<'join' | 'leave' | null>(null)
  const [shares, setShares] = useState(false)
  const [clubId, setClubId] = useState<string | null>(null)
  const challenge = useFragment(
    graphql`
      fragment participation_challenge on Challenge {
        id
        status
        viewerSharesWithBrand
        viewerEntry {
          rank
        }
        rules {
          membersOnly
        }
        club {
          slug
          name
          viewerMembership {
            status
          }
        }
        sponsorship {
          brand {
            name
          }
        }
        teams {
          club {
            id
            name
            viewerMembership {
              status
            }
          }
        }
      }
    `,
    key,
  )
  const join = useSend<participationJoinMutation>(graphql`
    mutation participationJoinMutation($id: ID!, $share: Boolean!, $clubId: ID) {
      joinChallenge(id: $id, shareWithBrand: $share, clubId: $clubId) {
        id
        ...participation_challenge
        ...progress_challenge
      }
    }
  `)
  const leave = useSend<participationLeaveMutation>(graphql`
    mutation participationLeaveMutation($id: ID!) {
      leaveChallenge(id: $id) {
        id
        ...participation_challenge
        ...progress_challenge
      }
    }
  `)
  const share = useSend<participationShareMutation>(graphql`
    mutation participationShareMutation($id: ID!, $share: Boolean!) {
      setChallengeSharing(id: $id, share: $share) {
        id
        viewerSharesWithBrand
      }
    }
  `)
  const { id, sponsorship, status, viewerEntry } = challenge
  const brand = sponsorship?.brand.name
  const clubs = challenge.teams?.flatMap(({ club }) => (club.viewerMembership?.status === 'ACTIVE' ? [club] : [])) ?? []
  const team = clubId ?? clubs[0]?.id ?? null
  const isOpen = status === 'ACTIVE' || status === 'UPCOMING'
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  const done = () => {
    setAsks(null)
    refresh()
  }
  const enter = () => join.send({ id, share: shares, ...(team !== null && { clubId: team }) }, { done, failed })

  if (athleteId === null) {
    return isOpen ? (
      <Link className={buttonClass('main')} to={hrefs.signUp(address)}>
        {common('signUpToJoin')}
      </Link>
    ) : null
  }
  if (viewerEntry == null) {
    if (!isOpen) return null
    const { club, rules } = challenge
    if (club != null && rules.membersOnly && club.viewerMembership?.status !== 'ACTIVE') {
      return <Link to={hrefs.club(club.slug)}>{t('membersOnly', { club: club.name })}</Link>
    }
    if (challenge.teams != null && clubs.length === 0) return <p className="soft">{t('clubFirst')}</p>
    return (
      <>
        <Button
          look="main"
          busy={join.isBusy}
          onClick={() => (brand === undefined && clubs.length < 2 ? enter() : setAsks('join'))}
        >
          {t('join')}
        </Button>
        <Dialog title={t('join')} open={asks === 'join'} onClose={() => setAsks(null)}>
          <div className="ask">
            {clubs.length > 1 && (
              <SelectField
                label={t('joinFor')}
                value={team ?? ''}
                of={clubs.map((club) => ({ value: club.id, text: club.name }))}
                onChoose={setClubId}
              />
            )}
            {brand !== undefined && (
              <Switch label={t('share', { brand })} hint={t('shareMore', { brand })} on={shares} onChange={setShares} />
            )}
            <div className="ask-answers">
              <Button look="main" busy={join.isBusy} onClick={enter}>
                {t('join')}
              </Button>
            </div>
          </div>
        </Dialog>
      </>
    )
  }
  return (
    <>
      {brand !== undefined && (
        <div className="challenge-share">
          <Switch
            label={t('share', { brand })}
            on={challenge.viewerSharesWithBrand}
            onChange={(on) =>
              !share.isBusy &&
              share.send(
                { id, share: on },
                {
                  optimisticUpdater: (store) => store.get(id)?.setValue(on, 'viewerSharesWithBrand'),
                  failed: (refused) => say(sentenceOf(refused) ?? t('shareFailed')),
                },
              )
            }
          />
        </div>
      )}
      {isOpen && (
        <Button look="outline" small onClick={() => setAsks('leave')}>
          {t('leave')}
        </Button>
      )}
      <Dialog title={t('leaveQuestion')} open={asks === 'leave'} onClose={() => setAsks(null)}>
        <div className="ask">
          <p>{t('leaveMore')}</p>
          <div className="ask-answers">
            <Button onClick={() => setAsks(null)}>{t('stay')}</Button>
            <Button look="danger" busy={leave.isBusy} onClick={() => leave.send({ id }, { done, failed })}>
              {t('leave')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
