import { useMemo, useState } from 'react'
import { ConnectionHandler, graphql, useLazyLoadQuery, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { comments_subject$key } from '#relay/comments_subject'
import type { commentsAddedSubscription } from '#relay/commentsAddedSubscription'
import lastPage, { type commentsPageQuery } from '#relay/commentsPageQuery'
import type { commentsQuery } from '#relay/commentsQuery'
import { readWhole } from '../app/read-whole.ts'
import { useLive } from '../app/use-live.ts'
import { useRenewal } from '../app/use-renewal.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Button } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { CommentLine } from './comment-line.tsx'
import { CommentThread } from './comment-thread.tsx'
import { CommentWrite } from './comment-write.tsx'
import { listOf, putBack, stateOf } from './shown-meanwhile.ts'
import own from './texts.ts'

/** As many as the fragment has at first. */
const PAGE = 10

const Thread = ({ subject: key, ownerId }: { readonly subject: comments_subject$key; readonly ownerId: string | undefined }) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const [text, setText] = useState('')
  const environment = useRelayEnvironment()
  const { data, loadPrevious, hasPrevious, isLoadingPrevious } = usePaginationFragment<commentsPageQuery, comments_subject$key>(
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
              ...commentLine_comment
              ...commentThread_comment
            }
          }
        }
      }
    `,
    key,
  )
  const { renew, changed } = useRenewal(() =>
    readWhole<commentsPageQuery>(environment, lastPage, { id: data.id, count: PAGE, cursor: null }),
  )
  useLive<commentsAddedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription commentsAddedSubscription($id: ID!) {
            commentAdded(subjectId: $id) {
              id
              ...commentLine_comment
              ...commentThread_comment
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
        // What is being read may be from before it, and take its place.
        onNext: changed,
        updater: (store, answer) => {
          const added = store.getRootField('commentAdded')
          const answered = answer?.commentAdded.replyTo
          const list = store.get(listOf(data.id, answered == null ? undefined : { id: answered.id, under: answered.id }))
          if (added == null || list == null) return
          const edges = list.getLinkedRecords('edges') ?? []
          // The answer to one's own comment has put it there.
          if (edges.some((edge) => edge?.getLinkedRecord('node')?.getDataID() === added.getDataID())) return
          ConnectionHandler.insertEdgeAfter(list, ConnectionHandler.createEdge(store, list, added, 'CommentEdge'))
        },
      }),
      [data.id, changed],
    ),
    renew,
  )
  const edges = data.comments?.edges ?? []
  const isClosed = (data.commentsClosed === true || data.postClosed === true) && athleteId !== ownerId
  const mayWrite = athleteId !== null && !isClosed
  return (
    <section className="comments" aria-label={t('commentsOf')}>
      {hasPrevious && (
        <Button look="quiet" small busy={isLoadingPrevious} onClick={() => loadPrevious(20)}>
          {t('older')}
        </Button>
      )}
      {data.comments == null && (
        <p className="soft">
          {t('commentsAway')}{' '}
          <Button look="quiet" small onClick={renew}>
            {t('again')}
          </Button>
        </p>
      )}
      {data.comments?.edges.length === 0 && <p className="soft">{t(mayWrite ? 'sayFirst' : 'noComments')}</p>}
      <ol>
        {edges.map(({ node }) => (
          <li key={node.id}>
            {stateOf(node.id) === 'there' ? (
              <CommentThread comment={node} subjectId={data.id} ownerId={ownerId} mayAnswer={mayWrite} onChange={renew} />
            ) : (
              <CommentLine comment={node} ownerId={ownerId} onChange={renew} />
            )}
          </li>
        ))}
      </ol>
      {isClosed && <p className="soft">{t('closed')}</p>}
      {mayWrite && (
        <CommentWrite
          subjectId={data.id}
          label={t('write')}
          text={text}
          onText={setText}
          onSent={() => setText('')}
          onRefused={(refused) => setText((now) => putBack(refused, now))}
        />
      )}
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
