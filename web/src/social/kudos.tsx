import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { kudos_subject$key } from '#relay/kudos_subject'
import type { kudosGiveMutation } from '#relay/kudosGiveMutation'
import type { kudosTakeBackMutation } from '#relay/kudosTakeBackMutation'
import { outcome } from '../api/outcome.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { useToast } from '../design/toasts.tsx'
import { useOutbox } from '../offline/outbox-context.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface KudosProps {
  readonly subject: kudos_subject$key
  /** Whose thing it is: nobody gives kudos to what is their own. */
  readonly ownerId: string | undefined
}

/** Gives kudos and takes it back. It shows at once, and is taken back when the platform says no. Without a network it waits. */
export const Kudos = ({ subject: key, ownerId }: KudosProps) => {
  const t = useTexts(own)
  const say = useToast()
  const outbox = useOutbox()
  const { athleteId } = useVisitor()
  const subject = useFragment(
    graphql`
      fragment kudos_subject on Reactable {
        id
        kudosCount
        viewerHasGivenKudos
      }
    `,
    key,
  )
  const [give, isGiving] = useMutation<kudosGiveMutation>(graphql`
    mutation kudosGiveMutation($id: ID!) {
      giveKudos(subjectId: $id) {
        id
        kudosCount
        viewerHasGivenKudos
      }
    }
  `)
  const [takeBack, isTakingBack] = useMutation<kudosTakeBackMutation>(graphql`
    mutation kudosTakeBackMutation($id: ID!) {
      takeBackKudos(subjectId: $id) {
        id
        kudosCount
        viewerHasGivenKudos
      }
    }
  `)
  const { id } = subject
  const count = subject.kudosCount ?? 0
  const has = subject.viewerHasGivenKudos === true
  const mayGive = athleteId !== null && athleteId !== ownerId
  const change = () => {
    if (isGiving || isTakingBack) return
    const failed = () => say(t('kudosFailed'))
    const wait = async () => {
      if ((await outbox?.add({ is: 'kudos', subjectId: id, give: !has })) !== true) failed()
    }
    // What waits goes first.
    if ((outbox?.now().length ?? 0) > 0) return void wait()
    const commit = has ? takeBack : give
    commit({
      variables: { id },
      optimisticUpdater: (store) => {
        const record = store.get(id)
        record?.setValue(!has, 'viewerHasGivenKudos')
        record?.setValue(count + (has ? -1 : 1), 'kudosCount')
      },
      ...outcome(failed, undefined, wait),
    })
  }
  if (!mayGive) {
    return (
      <span className="reaction">
        <Icon name="heart" />
        {count === 0 ? t('noKudos') : t('kudos', { count })}
      </span>
    )
  }
  return (
    <button type="button" className="reaction" aria-pressed={has} onClick={change}>
      <Icon name="heart" full={has} />
      {t('kudos', { count })}
    </button>
  )
}
