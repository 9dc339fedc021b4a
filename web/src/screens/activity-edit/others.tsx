import { graphql, useFragment } from 'react-relay/hooks'
import type { others_activity$key } from '#relay/others_activity'
import type { othersCommentsMutation } from '#relay/othersCommentsMutation'
import type { othersTogetherMutation } from '#relay/othersTogetherMutation'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Switch } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Button, buttonClass } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What others see of an activity, and may do about it. Each change counts at once. */
export const Others = ({ activity: key }: { readonly activity: others_activity$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { id, commentsClosed, together } = useFragment(
    graphql`
      fragment others_activity on Activity {
        id
        commentsClosed
        together {
          id
          athlete {
            displayName
          }
        }
      }
    `,
    key,
  )
  const refused = ({ all }: { readonly all: string | null }) => say(`${t('notKept')} ${all ?? ''}`)
  const close = useSend<othersCommentsMutation>(graphql`
    mutation othersCommentsMutation($id: ID!, $closed: Boolean!) {
      closeComments(subjectId: $id, closed: $closed) {
        ... on Activity {
          id
          commentsClosed
        }
      }
    }
  `)
  const leave = useSend<othersTogetherMutation>(graphql`
    mutation othersTogetherMutation($id: ID!, $shown: Boolean!) {
      setTogether(activityId: $id, shown: $shown) {
        id
        ...others_activity
      }
    }
  `)
  const names = (together ?? []).flatMap(({ athlete }) => athlete?.displayName ?? [])
  return (
    <section className="card is-padded edit-form">
      <h2>{t('others')}</h2>
      <div className="edit-acts">
        <Link className={buttonClass('outline')} to={hrefs.activityAsStranger(id)}>
          <Icon name="eye" />
          {t('asStranger')}
        </Link>
        <Link className={buttonClass('outline')} to={hrefs.settings('privacy')}>
          {t('privacy')}
        </Link>
      </div>
      <p className="edit-note">{t('asStrangerMore')}</p>
      {commentsClosed != null && (
        <Switch
          label={t('closed')}
          hint={t('closedMore')}
          on={commentsClosed}
          onChange={(closed) =>
            close.send(
              { id, closed },
              { optimisticUpdater: (store) => store.get(id)?.setValue(closed, 'commentsClosed'), failed: refused },
            )
          }
        />
      )}
      {names.length > 0 && (
        <div className="edit-acts">
          <p>{t('together', { names: names.join(', ') })}</p>
          <Button
            small
            look="outline"
            busy={leave.isBusy}
            onClick={() => leave.send({ id, shown: false }, { done: () => say(t('left')), failed: refused })}
          >
            {t('leave')}
          </Button>
        </div>
      )}
    </section>
  )
}
