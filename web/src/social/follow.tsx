import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { follow_athlete$key } from '#relay/follow_athlete'
import type { followMutation } from '#relay/followMutation'
import type { followUnfollowMutation } from '#relay/followUnfollowMutation'
import { outcome } from '../api/outcome.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** Follows an athlete, asks to, or ends it. */
export const Follow = ({ athlete: key }: { readonly athlete: follow_athlete$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { athleteId } = useVisitor()
  const { id, viewerFollow, isPrivate } = useFragment(
    graphql`
      fragment follow_athlete on Athlete {
        id
        isPrivate
        viewerFollow
      }
    `,
    key,
  )
  const [follow, isFollowing] = useMutation<followMutation>(graphql`
    mutation followMutation($id: ID!) {
      follow(athleteId: $id) {
        id
        viewerFollow
        followerCount
      }
    }
  `)
  const [unfollow, isUnfollowing] = useMutation<followUnfollowMutation>(graphql`
    mutation followUnfollowMutation($id: ID!) {
      unfollow(athleteId: $id) {
        id
        viewerFollow
        followerCount
      }
    }
  `)
  if (athleteId === null || viewerFollow == null || viewerFollow === 'SELF') return null
  const isOn = viewerFollow !== 'NOT_FOLLOWING'
  const change = () => {
    const commit = isOn ? unfollow : follow
    commit({
      variables: { id },
      optimisticUpdater: (store) =>
        store.get(id)?.setValue(isOn ? 'NOT_FOLLOWING' : isPrivate ? 'REQUESTED' : 'FOLLOWING', 'viewerFollow'),
      ...outcome(() => say(t('followFailed'))),
    })
  }
  return (
    <Button look={isOn ? 'outline' : 'main'} busy={isFollowing || isUnfollowing} onClick={change}>
      {t(viewerFollow)}
    </Button>
  )
}
