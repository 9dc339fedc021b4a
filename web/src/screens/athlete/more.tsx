import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { more_athlete$key } from '#relay/more_athlete'
import type { moreBlockMutation } from '#relay/moreBlockMutation'
import type { moreMuteMutation } from '#relay/moreMuteMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { ReportForm } from '../../social/report-form.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const WEEK_MS = 7 * 86_400_000

/** What ends, or softens, what two athletes have to do with each other. */
export const More = ({ athlete: key }: { readonly athlete: more_athlete$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { go } = useRouter()
  const { athleteId } = useVisitor()
  const [isOpen, setOpen] = useState(false)
  const [isReporting, setReporting] = useState(false)
  const { id, displayName, viewerMutedUntil } = useFragment(
    graphql`
      fragment more_athlete on Athlete {
        id
        displayName
        viewerMutedUntil
      }
    `,
    key,
  )
  const mute = useSend<moreMuteMutation>(graphql`
    mutation moreMuteMutation($id: ID!, $muted: Boolean!, $until: DateTime) {
      mute(athleteId: $id, muted: $muted, until: $until) {
        id
        viewerMutedUntil
      }
    }
  `)
  const block = useSend<moreBlockMutation>(graphql`
    mutation moreBlockMutation($id: ID!) {
      block(athleteId: $id) {
        id
      }
    }
  `)
  if (athleteId === null || athleteId === id) return null
  const name = displayName
  const close = () => {
    setOpen(false)
    setReporting(false)
  }
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('notDone'))
  const setMuted = (muted: boolean, until: string | null) =>
    mute.send(
      { id, muted, until },
      {
        done: () => {
          close()
          say(t(muted ? 'muted' : 'unmuted', { name }))
        },
        failed,
      },
    )
  const end = () =>
    block.send(
      { id },
      {
        // Nothing of the athlete is shown any more, wherever it was read.
        updater: (store) => store.invalidateStore(),
        done: () => {
          say(t('blocked', { name }))
          go(hrefs.home())
        },
        failed,
      },
    )
  return (
    <>
      <Button look="quiet" round icon="more" onClick={() => setOpen(true)}>
        {t('more', { name })}
      </Button>
      <Dialog title={name} open={isOpen} onClose={close}>
        <div className="athlete-more">
          <section>
            <h3>{t('mute')}</h3>
            <p>{t('muteMore', { name })}</p>
            <div>
              {viewerMutedUntil == null ? (
                <>
                  <Button
                    look="outline"
                    busy={mute.isBusy}
                    onClick={() => setMuted(true, new Date(Date.now() + WEEK_MS).toISOString())}
                  >
                    {t('muteWeek')}
                  </Button>
                  <Button look="outline" busy={mute.isBusy} onClick={() => setMuted(true, null)}>
                    {t('muteEver')}
                  </Button>
                </>
              ) : (
                <Button look="outline" busy={mute.isBusy} onClick={() => setMuted(false, null)}>
                  {t('unmute', { name })}
                </Button>
              )}
            </div>
          </section>
          <section>
            <h3>{t('report')}</h3>
            {isReporting ? (
              <ReportForm subjectId={id} onCancel={() => setReporting(false)} onDone={close} />
            ) : (
              <Button look="outline" onClick={() => setReporting(true)}>
                {t('reportWho', { name })}
              </Button>
            )}
          </section>
          <section>
            <h3>{t('block')}</h3>
            <p>{t('blockMore', { name })}</p>
            <Button look="danger" busy={block.isBusy} onClick={end}>
              {t('block')}
            </Button>
          </section>
        </div>
      </Dialog>
    </>
  )
}
