import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { postMenu_post$key } from '#relay/postMenu_post'
import type { postMenuAppealMutation } from '#relay/postMenuAppealMutation'
import type { postMenuDeleteMutation } from '#relay/postMenuDeleteMutation'
import { sentenceOf, type Wrong } from '../api/wrong.ts'
import { useRefresh } from '../app/use-refresh.ts'
import { useSend } from '../app/use-send.ts'
import { useVisitor } from '../app/visitor.tsx'
import { Button, Dialog, TextArea } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './post-menu.texts.ts'
import { ReportForm } from './report-form.tsx'

/** What else may be done about a post: its author deletes it, or appeals where it was removed; everybody else reports it. */
export const PostMenu = ({ post: key }: { readonly post: postMenu_post$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const [isOpen, setOpen] = useState(false)
  const post = useFragment(
    graphql`
      fragment postMenu_post on Post {
        id
        author {
          id
        }
        moderationCase {
          id
          status
          appealedAt
        }
      }
    `,
    key,
  )
  const remove = useSend<postMenuDeleteMutation>(graphql`
    mutation postMenuDeleteMutation($id: ID!) {
      deletePost(id: $id)
    }
  `)
  const appeal = useSend<postMenuAppealMutation>(graphql`
    mutation postMenuAppealMutation($caseId: ID!, $text: String!) {
      appeal(caseId: $caseId, text: $text)
    }
  `)
  if (athleteId === null || post.author == null) return null
  const isOwn = post.author.id === athleteId
  const { moderationCase: found } = post
  const mayAppeal = isOwn && found?.status === 'REMOVED' && found.appealedAt == null
  const close = () => setOpen(false)
  const then = (text: string) => ({
    done: () => {
      close()
      refresh()
      say(text)
    },
    failed: (refused: Wrong) => say(sentenceOf(refused) ?? t('failed')),
  })
  const title = t(mayAppeal ? 'appeal' : isOwn ? 'delete' : 'report')
  return (
    <>
      <span className="post-more">
        <Button look="quiet" round icon="more" onClick={() => setOpen(true)}>
          {t('more')}
        </Button>
      </span>
      <Dialog title={title} open={isOpen} onClose={close}>
        {isOwn ? (
          <form
            className="ask"
            onSubmit={(event) => {
              event.preventDefault()
              const text = String(new FormData(event.currentTarget).get('text') ?? '').trim()
              if (mayAppeal) appeal.send({ caseId: found.id, text }, then(t('appealed')))
              else remove.send({ id: post.id }, then(t('deleted')))
            }}
          >
            <p>{t(mayAppeal ? 'appealMore' : 'deleteMore')}</p>
            {mayAppeal && <TextArea label={t('appealText')} name="text" required maxLength={500} rows={2} />}
            <div className="ask-answers">
              <Button onClick={close}>{t('cancel')}</Button>
              <Button type="submit" look={mayAppeal ? 'main' : 'danger'} busy={remove.isBusy || appeal.isBusy}>
                {title}
              </Button>
            </div>
          </form>
        ) : (
          <ReportForm
            subjectId={post.id}
            onCancel={close}
            onDone={() => {
              close()
              // Who has reported it does not see it any more.
              refresh()
            }}
          />
        )}
      </Dialog>
    </>
  )
}
