import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { star_segment$key } from '#relay/star_segment'
import type { starMutation } from '#relay/starMutation'
import { outcome } from '../../api/outcome.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Stars a segment, or takes the star back: starred ones are raced live. */
export const Star = ({ segment: key }: { readonly segment: star_segment$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { athleteId } = useVisitor()
  const { id, isStarred } = useFragment(
    graphql`
      fragment star_segment on Segment {
        id
        isStarred
      }
    `,
    key,
  )
  const [star, isUnderWay] = useMutation<starMutation>(graphql`
    mutation starMutation($id: ID!, $starred: Boolean!) {
      starSegment(id: $id, starred: $starred) {
        id
        isStarred
      }
    }
  `)
  if (athleteId === null) return null
  const change = () => {
    if (isUnderWay) return
    star({
      variables: { id, starred: !isStarred },
      optimisticUpdater: (store) => store.get(id)?.setValue(!isStarred, 'isStarred'),
      ...outcome(() => say(t('starFailed'))),
    })
  }
  return (
    <button type="button" className="button segment-star" aria-pressed={isStarred} onClick={change}>
      <Icon name="star" full={isStarred} />
      {t('star')}
    </button>
  )
}
