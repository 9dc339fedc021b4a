import { type ReactNode, Suspense, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { reactions_subject$key } from '#relay/reactions_subject'
import { Guard } from '../app/failed.tsx'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { Bone } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { Comments } from './comments.tsx'
import { Kudos } from './kudos.tsx'
import own from './texts.ts'

interface ReactionsProps {
  readonly subject: reactions_subject$key
  readonly ownerId: string | undefined
  /** What else stands in the line. */
  readonly more?: ReactNode
}

/** Kudos and comments below a card; the comments open in place. */
export const Reactions = ({ subject: key, ownerId, more }: ReactionsProps) => {
  const t = useTexts(own)
  const [isOpen, setOpen] = useState(false)
  const { athleteId } = useVisitor()
  const [tries, setTries] = useState(0)
  const subject = useFragment(
    graphql`
      fragment reactions_subject on Reactable {
        id
        commentCount
        ...kudos_subject
      }
    `,
    key,
  )
  const count = subject.commentCount ?? 0
  return (
    <>
      <footer className="feed-foot">
        <Kudos subject={subject} ownerId={ownerId} />
        <button type="button" className="reaction" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="talk" />
          {athleteId === null && count === 0 ? t('commentsNone') : t('comments', { count })}
        </button>
        {more}
      </footer>
      {isOpen && (
        <Guard of={subject.id} again={() => setTries((count) => count + 1)}>
          <Suspense
            fallback={
              <div className="comments">
                <Bone height="3rem" />
              </div>
            }
          >
            <Comments subjectId={subject.id} ownerId={ownerId} tries={tries} />
          </Suspense>
        </Guard>
      )}
    </>
  )
}
