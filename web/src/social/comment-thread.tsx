import { useRef, useState } from 'react'
import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { commentThread_comment$key } from '#relay/commentThread_comment'
import type { commentThreadPageQuery } from '#relay/commentThreadPageQuery'
import { Button } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { CommentLine } from './comment-line.tsx'
import { CommentWrite } from './comment-write.tsx'
import { type Answered, putBack } from './shown-meanwhile.ts'
import own from './texts.ts'

interface CommentThreadProps {
  readonly comment: commentThread_comment$key
  readonly subjectId: string
  readonly ownerId: string | undefined
  readonly mayAnswer: boolean
  readonly onChange: () => void
}

/** Whom an answer is for, and what is written of it. */
interface Draft {
  readonly answers: Answered
  readonly name: string
  readonly text: string
}

/** A comment with its replies, which stand one level deep. */
export const CommentThread = ({ comment: key, subjectId, ownerId, mayAnswer, onChange }: CommentThreadProps) => {
  const t = useTexts(own)
  const here = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<commentThreadPageQuery, commentThread_comment$key>(
    graphql`
      fragment commentThread_comment on Comment
      @refetchable(queryName: "commentThreadPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        id
        author {
          id
        }
        ...commentLine_comment
        replies(first: $count, after: $cursor) @connection(key: "commentThread_replies") {
          edges {
            node {
              id
              ...commentLine_comment
            }
          }
        }
      }
    `,
    key,
  )
  const answer = (id: string) =>
    mayAnswer
      ? ({ handle, displayName }: { readonly handle: string; readonly displayName: string }) => {
          // A reply to a reply stands beside it, and says whom it is for.
          const text = id === data.id ? '' : `@${handle} `
          setDraft({ answers: { id, under: data.id }, name: displayName, text })
        }
      : undefined
  const close = () => {
    setDraft(null)
    here.current?.focus()
  }
  const edges = data.replies.edges
  return (
    <div className="comment-thread" ref={here} tabIndex={-1}>
      <CommentLine comment={data} ownerId={ownerId} onAnswer={answer(data.id)} onChange={onChange} />
      {edges.length > 0 && (
        <ol className="replies">
          {edges.map(({ node }) => (
            <li key={node.id}>
              <CommentLine comment={node} ownerId={ownerId} onAnswer={answer(node.id)} onChange={onChange} />
            </li>
          ))}
        </ol>
      )}
      {hasNext && (
        <div className="replies">
          <Button look="quiet" small busy={isLoadingNext} onClick={() => loadNext(20)}>
            {t('moreReplies')}
          </Button>
        </div>
      )}
      {draft !== null && (
        <div className="replies">
          <CommentWrite
            key={draft.answers.id}
            subjectId={subjectId}
            label={t('answerTo', { name: draft.name })}
            answers={draft.answers}
            text={draft.text}
            onText={(text) => setDraft({ ...draft, text })}
            onSent={close}
            onRefused={(text) => setDraft((now) => ({ ...draft, text: putBack(text, now?.text ?? '') }))}
            focus
            more={
              <Button round look="quiet" icon="close" onClick={close}>
                {t('answerNot')}
              </Button>
            }
          />
        </div>
      )}
    </div>
  )
}
