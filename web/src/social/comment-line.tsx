import { type ReactNode, useRef, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { commentLine_comment$key } from '#relay/commentLine_comment'
import { useVisitor } from '../app/visitor.tsx'
import { Avatar, Button } from '../design/parts.tsx'
import offlineTexts from '../offline/texts.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import { AthleteLink } from './athlete-link.tsx'
import { CommentEdit } from './comment-edit.tsx'
import { CommentMenu } from './comment-menu.tsx'
import { CommentKudos } from './kudos.tsx'
import { RichText } from './rich-text.tsx'
import { stateOf } from './shown-meanwhile.ts'
import own from './texts.ts'

interface CommentLineProps {
  readonly comment: commentLine_comment$key
  /** Whose thing it stands under. */
  readonly ownerId: string | undefined
  /** Begins an answer to it; without it nobody answers here. */
  readonly onAnswer?:
    | ((author: { readonly id: string; readonly handle: string; readonly displayName: string }) => void)
    | undefined
  /** Asks for the thread again. */
  readonly onChange: () => void
}

/** A comment or a reply, with what may be done about it. */
export const CommentLine = ({ comment: key, ownerId, onAnswer, onChange }: CommentLineProps) => {
  const t = useTexts(own)
  const offline = useTexts(offlineTexts)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const here = useRef<HTMLDivElement>(null)
  /** What the field begins with while the text is changed. */
  const [editing, setEditing] = useState<string | null>(null)
  const comment = useFragment(
    graphql`
      fragment commentLine_comment on Comment {
        id
        text
        createdAt
        editedAt
        deletedBy
        author {
          id
          handle
          displayName
          avatarUrl
        }
        mentions {
          handle
        }
        moderationCase {
          id
        }
        ...kudos_comment
      }
    `,
    key,
  )
  const { author } = comment
  const name = author?.displayName ?? t('somebody')
  const state = stateOf(comment.id)
  const isThere = state === 'there' && comment.deletedBy == null
  const isHeld = comment.moderationCase != null
  const when: Readonly<Record<typeof state, ReactNode>> = {
    waiting: <span>{offline('waits')}</span>,
    sending: <span>{t('sending')}</span>,
    there: <time dateTime={comment.createdAt}>{measures.ago(comment.createdAt)}</time>,
  }
  return (
    <div className="comment" ref={here} tabIndex={-1}>
      <Avatar size="small" name={name} url={author?.avatarUrl} />
      <div>
        <p className="comment-head">
          {author == null ? (
            <strong>
              <bdi>{name}</bdi>
            </strong>
          ) : (
            <AthleteLink handle={author.handle} name={name} />
          )}
          {when[state]}
          {comment.editedAt != null && comment.deletedBy == null && <span className="comment-edited">{t('edited')}</span>}
        </p>
        {editing !== null && isThere ? (
          <CommentEdit
            commentId={comment.id}
            known={comment.text}
            begin={editing}
            onClose={() => {
              setEditing(null)
              here.current?.focus()
            }}
            onRefused={setEditing}
          />
        ) : comment.deletedBy == null ? (
          <RichText text={comment.text} mentions={comment.mentions} />
        ) : (
          <p className="soft">{t('gone')}</p>
        )}
        {isHeld && <p className="soft">{t('held')}</p>}
        {isThere && editing === null && (
          <div className="comment-foot">
            {!isHeld && <CommentKudos comment={comment} authorId={author?.id} name={name} />}
            {!isHeld && onAnswer !== undefined && author != null && (
              <Button small look="quiet" onClick={() => onAnswer(author)}>
                {t('answer')}
                <span className="unseen">{t('answerWhom', { name })}</span>
              </Button>
            )}
            {athleteId !== null && (
              <CommentMenu
                commentId={comment.id}
                name={name}
                isOwn={author != null && author.id === athleteId}
                isUnderOwn={ownerId === athleteId}
                onEdit={() => setEditing(comment.text)}
                onChange={onChange}
              />
            )}
          </div>
        )}
      </div>
    </div>
  )
}
