import { useCallback, useMemo, useState } from 'react'
import { ConnectionHandler, graphql, useFragment, useLazyLoadQuery, useMutation, usePaginationFragment } from 'react-relay/hooks'
import type { comments_comment$key } from '#relay/comments_comment'
import type { comments_subject$key } from '#relay/comments_subject'
import type { commentsAddedSubscription } from '#relay/commentsAddedSubscription'
import type { commentsAddMutation } from '#relay/commentsAddMutation'
import type { commentsPageQuery } from '#relay/commentsPageQuery'
import type { commentsQuery } from '#relay/commentsQuery'
import { outcome } from '../api/outcome.ts'
import { Link } from '../app/router.tsx'
import { useLive } from '../app/use-live.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Avatar, Button } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useOutbox } from '../offline/outbox-context.tsx'
import { isWaiting } from '../offline/tasks.ts'
import offlineTexts from '../offline/texts.ts'
import { hrefs } from '../screens/mod.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import { CommentMenu } from './comment-menu.tsx'
import { MentionText } from './mention-text.tsx'
import { RichText } from './rich-text.tsx'
import own from './texts.ts'

interface CommentLineProps {
  readonly comment: comments_comment$key
  /** Whose thing it stands under. */
  readonly ownerId: string | undefined
  /** Asks for the thread again. */
  readonly onChange: () => void
}

const CommentLine = ({ comment: key, ownerId, onChange }: CommentLineProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const comment = useFragment(
    graphql`
      fragment comments_comment on Comment {
        id
        text
        createdAt
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
      }
    `,
    key,
  )
  const offline = useTexts(offlineTexts)
  const { author } = comment
  const name = author?.displayName ?? t('somebody')
  return (
    <div className="comment">
      <Avatar size="small" name={name} url={author?.avatarUrl} />
      <div>
        <p className="comment-head">
          {author == null ? <strong>{name}</strong> : <Link to={hrefs.athlete(author.handle)}>{name}</Link>}
          {isWaiting(comment.id) ? (
            <span>{offline('waits')}</span>
          ) : (
            <time dateTime={comment.createdAt}>{measures.ago(comment.createdAt)}</time>
          )}
        </p>
        {comment.deletedBy == null ? (
          <RichText text={comment.text} mentions={comment.mentions} />
        ) : (
          <p className="soft">{t('gone')}</p>
        )}
      </div>
      {athleteId !== null && comment.deletedBy == null && !isWaiting(comment.id) && (
        <CommentMenu
          commentId={comment.id}
          name={name}
          isOwn={author != null && author.id === athleteId}
          isUnderOwn={ownerId === athleteId}
          onChange={onChange}
        />
      )}
    </div>
  )
}

const Write = ({ subjectId, connectionId }: { readonly subjectId: string; readonly connectionId: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const outbox = useOutbox()
  const [text, setText] = useState('')
  const [add, isSending] = useMutation<commentsAddMutation>(graphql`
    mutation commentsAddMutation($input: AddCommentInput!, $connections: [ID!]!) {
      addComment(input: $input) @appendNode(connections: $connections, edgeTypeName: "CommentEdge") {
        id
        ...comments_comment
        subject {
          id
          commentCount
        }
      }
    }
  `)
  const send = () => {
    const sent = text.trim()
    if (sent === '' || isSending) return
    const failed = () => say(t('commentFailed'))
    const done = () => setText('')
    // Sent again, after an answer was lost, it is the same comment.
    const sendKey = crypto.randomUUID()
    const wait = async () => {
      const at = new Date().toISOString()
      if ((await outbox?.add({ is: 'comment', subjectId, text: sent, sendKey, at })) === true) done()
      else failed()
    }
    // What waits goes first.
    if ((outbox?.now().length ?? 0) > 0) return void wait()
    add({
      variables: { input: { subjectId, text: sent, sendKey }, connections: [connectionId] },
      ...outcome(failed, done, wait),
    })
  }
  return (
    <form
      className="comment-write"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionText label={t('write')} value={text} onText={setText} onSend={send} rows={1} />
      <Button type="submit" look="main" busy={isSending || text.trim() === ''}>
        {t('send')}
      </Button>
    </form>
  )
}

const Thread = ({ subject: key, ownerId }: { readonly subject: comments_subject$key; readonly ownerId: string | undefined }) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const { data, loadPrevious, hasPrevious, isLoadingPrevious, refetch } = usePaginationFragment<
    commentsPageQuery,
    comments_subject$key
  >(
    graphql`
      fragment comments_subject on Reactable
      @refetchable(queryName: "commentsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
        id
        ... on Activity {
          commentsClosed
        }
        ... on Post {
          postClosed: commentsClosed
        }
        comments(last: $count, before: $cursor) @connection(key: "comments_comments") {
          edges {
            node {
              id
              ...comments_comment
              replies(first: 20) {
                edges {
                  node {
                    id
                    ...comments_comment
                  }
                }
              }
            }
          }
        }
      }
    `,
    key,
  )
  const connectionId = ConnectionHandler.getConnectionID(data.id, 'comments_comments')
  const renew = useCallback(() => {
    refetch({}, { fetchPolicy: 'store-and-network' })
  }, [refetch])
  useLive<commentsAddedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription commentsAddedSubscription($id: ID!) {
            commentAdded(subjectId: $id) {
              id
              ...comments_comment
              replyTo {
                id
              }
              subject {
                id
                commentCount
              }
            }
          }
        `,
        variables: { id: data.id },
        updater: (store, answer) => {
          const added = store.getRootField('commentAdded')
          const thread = store.get(connectionId)
          if (added == null || thread == null) return
          if (answer?.commentAdded.replyTo != null) return renew()
          const edges = thread.getLinkedRecords('edges') ?? []
          // The answer to one's own comment has put it there.
          if (edges.some((edge) => edge?.getLinkedRecord('node')?.getDataID() === added.getDataID())) return
          ConnectionHandler.insertEdgeAfter(thread, ConnectionHandler.createEdge(store, thread, added, 'CommentEdge'))
        },
      }),
      [data.id, connectionId, renew],
    ),
    renew,
  )
  const edges = data.comments?.edges ?? []
  const isClosed = (data.commentsClosed === true || data.postClosed === true) && athleteId !== ownerId
  return (
    <section className="comments" aria-label={t('commentsOf')}>
      {hasPrevious && (
        <Button look="quiet" small busy={isLoadingPrevious} onClick={() => loadPrevious(20)}>
          {t('older')}
        </Button>
      )}
      {edges.length === 0 && <p className="soft">{t('noComments')}</p>}
      <ol>
        {edges.map(({ node }) => (
          <li key={node.id}>
            <CommentLine comment={node} ownerId={ownerId} onChange={renew} />
            {(node.replies?.edges.length ?? 0) > 0 && (
              <ol className="replies">
                {node.replies?.edges.map(({ node: reply }) => (
                  <li key={reply.id}>
                    <CommentLine comment={reply} ownerId={ownerId} onChange={renew} />
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      {isClosed && <p className="soft">{t('closed')}</p>}
      {athleteId !== null && !isClosed && <Write subjectId={data.id} connectionId={connectionId} />}
    </section>
  )
}

interface CommentsProps {
  readonly subjectId: string
  readonly ownerId: string | undefined
  /** How often somebody has tried again after an error. */
  readonly tries?: number
}

/** The comments of an activity or a post, live. They are asked for when they are shown. */
export const Comments = ({ subjectId, ownerId, tries = 0 }: CommentsProps) => {
  const { node } = useLazyLoadQuery<commentsQuery>(
    graphql`
      query commentsQuery($id: ID!) {
        node(id: $id) {
          ...comments_subject @alias(as: "thread")
        }
      }
    `,
    { id: subjectId },
    { fetchPolicy: 'store-and-network', fetchKey: tries },
  )
  return node?.thread == null ? null : <Thread subject={node.thread} ownerId={ownerId} />
}
