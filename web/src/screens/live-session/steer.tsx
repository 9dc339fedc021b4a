import { useState } from 'react'
import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { steer_session$key } from '#relay/steer_session'
import type { steerEndMutation } from '#relay/steerEndMutation'
import type { steerPauseMutation } from '#relay/steerPauseMutation'
import type { steerShareMutation } from '#relay/steerShareMutation'
import { outcome } from '../../api/outcome.ts'
import { copyText } from '../../app/copy-text.ts'
import { Switch } from '../../design/fields.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useRecorder } from '../live/use-recorder.ts'
import own from './texts.ts'

/** What the athlete does with the own session: it is paused, ended, shared by a link, and fed with the positions of this device. */
export const Steer = ({ session: key }: { readonly session: steer_session$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { id, status, shareUrl } = useFragment(
    graphql`
      fragment steer_session on LiveSession {
        id
        status
        shareUrl
      }
    `,
    key,
  )
  const [isRecording, setRecording] = useState(() => new URLSearchParams(location.search).get('record') === 'on')
  const [isEnding, setEnding] = useState(false)
  const isOver = status === 'ENDED'
  const recorder = useRecorder(id, isRecording && !isOver)
  const [pause, isPausing] = useMutation<steerPauseMutation>(graphql`
    mutation steerPauseMutation($id: ID!, $paused: Boolean!) {
      pauseLiveSession(id: $id, paused: $paused) {
        id
        status
      }
    }
  `)
  const [end, isUnderWay] = useMutation<steerEndMutation>(graphql`
    mutation steerEndMutation($id: ID!) {
      endLiveSession(id: $id) {
        id
        status
        endedAt
      }
    }
  `)
  const [share, isSharing] = useMutation<steerShareMutation>(graphql`
    mutation steerShareMutation($id: ID!, $shared: Boolean!) {
      setLiveSharing(id: $id, shared: $shared) {
        id
        shareUrl
      }
    }
  `)
  const failed = outcome(() => say(t('failed')))
  if (isOver) return null
  const isPaused = status === 'PAUSED'
  const copy = (url: string) => copyText(url).then((isCopied) => say(t(isCopied ? 'copied' : 'failed')))
  return (
    <section className="card is-padded live-steer">
      <h2>{t('yours')}</h2>
      <div className="live-steer-keys">
        <Button busy={isPausing} onClick={() => pause({ variables: { id, paused: !isPaused }, ...failed })}>
          {t(isPaused ? 'goOn' : 'pause')}
        </Button>
        <Button look="danger" onClick={() => setEnding(true)}>
          {t('end')}
        </Button>
        <Button look="outline" busy={isSharing} onClick={() => share({ variables: { id, shared: shareUrl == null }, ...failed })}>
          {t(shareUrl == null ? 'share' : 'unshare')}
        </Button>
      </div>
      {shareUrl != null && (
        <div className="live-link">
          <p className="soft">{t('link')}</p>
          <p>
            <a href={shareUrl}>{shareUrl}</a>
          </p>
          <Button small look="outline" onClick={() => copy(shareUrl)}>
            {t('copy')}
          </Button>
        </div>
      )}
      <Switch
        label={t('record')}
        on={isRecording}
        onChange={setRecording}
        {...(isRecording ? { hint: recorder.state === 'ON' ? t('ON', { waiting: recorder.waiting }) : t(recorder.state) } : {})}
      />
      <Dialog title={t('endSure')} open={isEnding} onClose={() => setEnding(false)}>
        <div className="live-steer-end">
          <p>{t('endMore')}</p>
          <Button
            look="danger"
            busy={isUnderWay}
            onClick={() =>
              end({
                variables: { id },
                ...outcome(
                  () => say(t('failed')),
                  () => setEnding(false),
                ),
              })
            }
          >
            {t('end')}
          </Button>
        </div>
      </Dialog>
    </section>
  )
}
