import { useEffect, useRef } from 'react'
import { useConnected } from '../api/connection.ts'
import { useRouter } from '../app/router.tsx'
import { Icon } from '../design/icon.tsx'
import { Button } from '../design/parts.tsx'
import { useReasons } from '../social/use-reasons.ts'
import { useTexts } from '../texts/use-texts.ts'
import { useOutbox, useWaiting } from './outbox-context.tsx'
import type { KeptTask } from './store.ts'
import type { Task } from './tasks.ts'
import own from './texts.ts'

const Refused = ({ kept }: { readonly kept: KeptTask<Task> }) => {
  const t = useTexts(own)
  const outbox = useOutbox()
  const reasons = useReasons()
  const { task, place, refusal } = kept
  const why =
    refusal?.failure == null ? reasons.refusal(refusal?.error ?? null) || t('unknown') : reasons.failure(refusal.failure)
  const what = task.is === 'upload' ? task.file.name : task.is === 'comment' ? task.text : ''
  return (
    <li>
      <div>
        <p>{t(task.is === 'upload' ? 'uploadRefused' : 'commentRefused', { reason: why })}</p>
        <p className="waiting-what">{what}</p>
      </div>
      <Button small look="outline" onClick={() => void outbox?.drop(place)}>
        {t('drop')}
      </Button>
    </li>
  )
}

/** Says that the platform can't be reached, what waits for it, and what it did not take. When it is back, what is shown is read again. */
export const WaitingBar = () => {
  const t = useTexts(own)
  const isConnected = useConnected()
  const { again } = useRouter()
  const outbox = useOutbox()
  const all = useWaiting()
  const waiting = all.filter(({ refusal }) => refusal === null).length
  const refused = all.filter(({ refusal }) => refusal !== null)
  const wasConnected = useRef(isConnected)
  useEffect(() => {
    if (isConnected && !wasConnected.current) {
      void outbox?.flush()
      again()
    }
    wasConnected.current = isConnected
  }, [isConnected, outbox, again])
  const text = isConnected ? (waiting > 0 ? t('onItsWay', { count: waiting }) : null) : t('offline', { count: waiting })
  return (
    <>
      {text !== null && (
        <p className="offline-bar" role="status">
          <Icon name="cloud" />
          {text}
        </p>
      )}
      {refused.length > 0 && (
        <ul className="waiting-refused" role="alert">
          {refused.map((kept) => (
            <Refused key={kept.place} kept={kept} />
          ))}
        </ul>
      )}
    </>
  )
}
