import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { membership_club$key } from '#relay/membership_club'
import type { membershipJoinMutation } from '#relay/membershipJoinMutation'
import type { membershipLeaveMutation } from '#relay/membershipLeaveMutation'
import { sentenceOf } from '../api/wrong.ts'
import { Link, useRouter, useVisit } from '../app/router.tsx'
import { useRefresh } from '../app/use-refresh.ts'
import { useSend } from '../app/use-send.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Button, buttonClass, Dialog } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface MembershipProps {
  readonly club: membership_club$key
  /** Where somebody is led who has left a club that nobody else finds. */
  readonly leftTo?: string
}

/** Joins a club, asks to, answers an invitation, takes a request back, or leaves. */
export const Membership = ({ club: key, leftTo }: MembershipProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const router = useRouter()
  const { address } = useVisit()
  const { athleteId } = useVisitor()
  const [isLeaving, setLeaving] = useState(false)
  const club = useFragment(
    graphql`
      fragment membership_club on Club {
        id
        name
        access
        memberCount
        viewerMembership {
          role
          status
          since
          invitedBy {
            id
            displayName
          }
        }
      }
    `,
    key,
  )
  const join = useSend<membershipJoinMutation>(graphql`
    mutation membershipJoinMutation($id: ID!) {
      joinClub(id: $id) {
        id
        slug
        ...membership_club
      }
    }
  `)
  const leave = useSend<membershipLeaveMutation>(graphql`
    mutation membershipLeaveMutation($id: ID!) {
      leaveClub(id: $id) {
        id
        ...membership_club
      }
    }
  `)
  const { id, viewerMembership: membership } = club
  const isBusy = join.isBusy || leave.isBusy
  const isIn = membership?.status === 'INVITED' || club.access === 'OPEN'
  const enter = () =>
    join.send(
      { id },
      {
        optimisticUpdater: (store) => {
          const record = store.get(id)
          const made = membership == null ? store.create(`client:joining:${id}`, 'ClubMembership') : undefined
          const own = made ?? record?.getLinkedRecord('viewerMembership')
          own?.setValue(isIn ? 'ACTIVE' : 'REQUESTED', 'status')
          if (made !== undefined) {
            made.setValue('MEMBER', 'role')
            made.setValue(new Date().toISOString(), 'since')
            record?.setLinkedRecord(made, 'viewerMembership')
          }
          if (isIn) record?.setValue(club.memberCount + 1, 'memberCount')
        },
        done: refresh,
        failed: (refused) => say(sentenceOf(refused) ?? t('membershipFailed')),
      },
    )
  const exit = () =>
    leave.send(
      { id },
      {
        done: () => {
          setLeaving(false)
          refresh()
          if (leftTo !== undefined && club.access === 'SECRET') router.go(leftTo)
        },
        failed: (refused) => say(membership?.role === 'OWNER' ? t('leaveOwner') : (sentenceOf(refused) ?? t('membershipFailed'))),
      },
    )
  if (athleteId === null) {
    return (
      <Link className={buttonClass('main')} to={hrefs.signUp(address)}>
        {t('signUpToJoin')}
      </Link>
    )
  }
  if (membership == null) {
    return (
      <Button look="main" busy={isBusy} onClick={enter}>
        {t(club.access === 'OPEN' ? 'join' : 'ask')}
      </Button>
    )
  }
  if (membership.status === 'BANNED') return <p className="soft">{t('banned')}</p>
  if (membership.status === 'REQUESTED') {
    return (
      <div className="membership">
        <p className="soft" role="status">
          {t('asked')}
        </p>
        <Button look="outline" busy={isBusy} onClick={exit}>
          {t('takeBack')}
        </Button>
      </div>
    )
  }
  if (membership.status === 'INVITED') {
    return (
      <div className="membership">
        <p className="soft">
          {membership.invitedBy == null ? t('invited') : t('invitedBy', { name: membership.invitedBy.displayName })}
        </p>
        <Button look="main" busy={isBusy} onClick={enter}>
          {t('accept')}
        </Button>
        <Button look="quiet" busy={isBusy} onClick={exit}>
          {t('decline')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <Button look="outline" small onClick={() => setLeaving(true)}>
        {t('leave')}
      </Button>
      <Dialog title={t('leaveQuestion', { club: club.name })} open={isLeaving} onClose={() => setLeaving(false)}>
        <div className="ask">
          <p>{t('leaveMore')}</p>
          <div className="ask-answers">
            <Button onClick={() => setLeaving(false)}>{t('stay')}</Button>
            <Button look="danger" busy={isBusy} onClick={exit}>
              {t('leave')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
