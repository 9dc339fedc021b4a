import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { postMenu_post$key } from '#relay/postMenu_post'
import type { postMenuAppealMutation } from '#relay/postMenuAppealMutation'
import type { postMenuDeleteMutation } from '#relay/postMenuDeleteMutation'
import type { postMenuReportMutation } from '#relay/postMenuReportMutation'
import { useRefresh } from '../app/use-refresh.ts'
import { useSend } from '../app/use-send.ts'
import { useVisitor } from '../app/visitor.tsx'
import { SelectField } from '../design/fields.tsx'
import { Button, Dialog, TextArea } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './post-menu.texts.ts'

const REASONS = ['SPAM', 'HARASSMENT', 'DANGEROUS', 'OTHER'] as const

/** What else may be done about a post: its author deletes it, or appeals where it was removed; everybody else reports it. */
export const PostMenu = ({ post: key }: { readonly post: postMenu_post$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState<(typeof REASONS)[number]>('SPAM')
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
  const report = useSend<postMenuReportMutation>(
    graphql`
      mutation postMenuReportMutation($input: ReportInput!) {
        report(input: $input)
      }
    `,
    { FORBIDDEN: t('unverified') },
  )
  const appeal = useSend<postMenuAppealMutation>(graphql`
    mutation postMenuAppealMutation($caseId: ID!, $text: String!) {
      appeal(caseId: $caseId, text: $text)
    }
  `)
  if (athleteId === null || post.author == null) return null
  const isOwn = post.author.id === athleteId
  const { moderationCase: found } = post
  const mayAppeal = isOwn && found?.status === 'REMOVED' && found.appealedAt == null
  const then = (text: string) => ({
    done: () => {
      setOpen(false)
      refresh()
      say(text)
    },
    failed: ({ all, fields }: { readonly all: string | null; readonly fields: Readonly<Record<string, string>> }) =>
      say(all ?? Object.values(fields)[0] ?? t('failed')),
  })
  const title = t(mayAppeal ? 'appeal' : isOwn ? 'delete' : 'report')
  return (
    <>
      <span className="post-more">
        <Button look="quiet" round icon="more" onClick={() => setOpen(true)}>
          {t('more')}
        </Button>
      </span>
      <Dialog title={title} open={isOpen} onClose={() => setOpen(false)}>
        <form
          className="post-menu"
          onSubmit={(event) => {
            event.preventDefault()
            const text = String(new FormData(event.currentTarget).get('text') ?? '').trim()
            if (mayAppeal) appeal.send({ caseId: found.id, text }, then(t('appealed')))
            else if (isOwn) remove.send({ id: post.id }, then(t('deleted')))
            else report.send({ input: { subjectId: post.id, reason, ...(text !== '' && { note: text }) } }, then(t('reported')))
          }}
        >
          <p>{t(mayAppeal ? 'appealMore' : isOwn ? 'deleteMore' : 'reportMore')}</p>
          {!isOwn && (
            <SelectField
              label={t('reason')}
              value={reason}
              of={REASONS.map((value) => ({ value, text: t(value) }))}
              onChoose={setReason}
            />
          )}
          {(mayAppeal || !isOwn) && (
            <TextArea label={t(mayAppeal ? 'appealText' : 'note')} name="text" required={mayAppeal} maxLength={500} rows={2} />
          )}
          <div className="post-menu-answers">
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button
              type="submit"
              look={isOwn && !mayAppeal ? 'danger' : 'main'}
              busy={remove.isBusy || report.isBusy || appeal.isBusy}
            >
              {title}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
