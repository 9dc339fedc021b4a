import { useId, useRef, useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { calendarLinkRenewMutation } from '#relay/calendarLinkRenewMutation'
import { sentenceOf } from '../api/wrong.ts'
import { copyText } from '../app/copy-text.ts'
import { useRefresh } from '../app/use-refresh.ts'
import { useSend } from '../app/use-send.ts'
import { Button, buttonClass, Dialog } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface CalendarLinkProps {
  readonly url: string
  /** The club whose events it has; without, those of all clubs. */
  readonly clubId?: string
}

/** The link by which a calendar program shows events: to subscribe to, to copy, and to renew when others have got it. */
export const CalendarLink = ({ url, clubId }: CalendarLinkProps) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [isAsking, setAsking] = useState(false)
  const { send, isBusy } = useSend<calendarLinkRenewMutation>(graphql`
    mutation calendarLinkRenewMutation($clubId: ID) {
      renewCalendarUrl(clubId: $clubId) {
        id
        calendarUrl
      }
    }
  `)
  const copy = () => {
    field.current?.select()
    copyText(url).then((isCopied) => say(t(isCopied ? 'copied' : 'notCopied')))
  }
  const renew = () =>
    send(clubId === undefined ? {} : { clubId }, {
      done: () => {
        setAsking(false)
        refresh()
        say(t('renewed'))
      },
      failed: (refused) => say(sentenceOf(refused) ?? t('membershipFailed')),
    })
  return (
    <section className="card panel calendar-link" aria-labelledby={id}>
      <h2 id={id}>{t('calendar')}</h2>
      <p className="soft">{t('calendarMore')}</p>
      <input
        ref={field}
        className="input"
        readOnly
        value={url}
        aria-label={t('calendarLink')}
        onFocus={(event) => event.target.select()}
      />
      <p className="calendar-link-acts">
        <a className={buttonClass('main', true)} href={url.replace(/^https?:/, 'webcal:')}>
          {t('subscribe')}
        </a>
        <Button small onClick={copy}>
          {t('copy')}
        </Button>
        <Button small look="quiet" onClick={() => setAsking(true)}>
          {t('renew')}
        </Button>
      </p>
      <Dialog title={t('renewQuestion')} open={isAsking} onClose={() => setAsking(false)}>
        <div className="ask">
          <p>{t('renewMore')}</p>
          <div className="ask-answers">
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button look="danger" busy={isBusy} onClick={renew}>
              {t('renew')}
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  )
}
