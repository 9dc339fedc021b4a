import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { RecordSourceProxy } from 'relay-runtime'
import type { kudos_comment$key } from '#relay/kudos_comment'
import type { kudos_subject$key } from '#relay/kudos_subject'
import type { kudosGiveMutation } from '#relay/kudosGiveMutation'
import type { kudosTakeBackMutation } from '#relay/kudosTakeBackMutation'
import { outcome } from '../api/outcome.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { useToast } from '../design/toasts.tsx'
import { useOutbox } from '../offline/outbox-context.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { showKudos } from './shown-meanwhile.ts'
import own from './texts.ts'

interface Given {
  /** Of what they are given to. */
  readonly id: string
  /** Whether the viewer has given them. */
  readonly has: boolean
}

/** Returns what gives kudos or takes them back. It shows at once, and is taken back when the platform says no. Without a network it waits. */
const useChange = ({ id, has }: Given): (() => void) => {
  const t = useTexts(own)
  const say = useToast()
  const outbox = useOutbox()
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
  return () => {
    if (isGiving || isTakingBack) return
    const failed = () => say(t('kudosFailed'))
    const wait = async () => {
      if ((await outbox?.add({ is: 'kudos', subjectId: id, give: !has })) !== true) failed()
    }
    // What waits goes first.
    if ((outbox?.now().length ?? 0) > 0) return void wait()
    const commit = has ? takeBack : give
    const show = (store: RecordSourceProxy) => showKudos(store, id, !has)
    commit({
      variables: { id },
      optimisticUpdater: show,
      updater: (store, answer) => {
        // Of a comment the platform answers what it stands under.
        if (Object.values(answer ?? {}).some((subject) => subject != null)) show(store)
      },
      ...outcome(failed, undefined, wait),
    })
  }
}

interface KudosProps {
  readonly subject: kudos_subject$key
  /** Whose thing it is: nobody gives kudos to what is their own. */
  readonly ownerId: string | undefined
}

/** The kudos of an activity or a post. */
export const Kudos = ({ subject: key, ownerId }: KudosProps) => {
  const t = useTexts(own)
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
  const count = subject.kudosCount ?? 0
  const has = subject.viewerHasGivenKudos === true
  const change = useChange({ id: subject.id, has })
  if (athleteId === null || athleteId === ownerId) {
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

interface CommentKudosProps {
  readonly comment: kudos_comment$key
  readonly authorId: string | undefined
  /** Who has written it. */
  readonly name: string
}

/** The kudos of a comment: a heart and a number. */
export const CommentKudos = ({ comment: key, authorId, name }: CommentKudosProps) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const comment = useFragment(
    graphql`
      fragment kudos_comment on Comment {
        id
        kudosCount
        viewerHasGivenKudos
      }
    `,
    key,
  )
  const { kudosCount: count, viewerHasGivenKudos: has } = comment
  const change = useChange({ id: comment.id, has })
  const mayGive = athleteId !== null && athleteId !== authorId
  if (!mayGive && count === 0) return null
  const inside = (
    <>
      <Icon name="heart" full={has} />
      <span className="unseen">{t('commentKudos', { name })}</span>
      {count > 0 && <span>{t('count', { count })}</span>}
    </>
  )
  return mayGive ? (
    <button type="button" className="reaction" aria-pressed={has} onClick={change}>
      {inside}
    </button>
  ) : (
    <span className="reaction">{inside}</span>
  )
}
