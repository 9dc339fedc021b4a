import { useEffect, useId, useRef } from 'react'
import { copyText } from '../../app/copy-text.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
}

/** A text to take away, on one line. */
const CopyField = ({ label, value }: CopyFieldProps) => {
  const t = useTexts(own)
  const say = useToast()
  const id = useId()
  const copy = () => copyText(value).then((isCopied) => say(t(isCopied ? 'copied' : 'notCopied')))
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="partner-copy">
        <input id={id} className="input" readOnly value={value} onFocus={(event) => event.target.select()} />
        <Button onClick={copy}>{t('copy')}</Button>
      </div>
    </div>
  )
}

interface SecretProps {
  readonly title: string
  readonly secret: string
  readonly url?: string
  readonly onDone: () => void
}

/** A secret, which the platform shows this once. It goes when somebody says that they have it. */
export const Secret = ({ title, secret, url, onDone }: SecretProps) => {
  const t = useTexts(own)
  const heading = useRef<HTMLHeadingElement>(null)
  // What made it may be far below.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="card is-padded form partner-secret">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{t('secretOnce')}</p>
      {url !== undefined && <CopyField label={t('address')} value={url} />}
      <CopyField label={t('secret')} value={secret} />
      <Button look="main" onClick={onDone}>
        {t('haveIt')}
      </Button>
    </section>
  )
}
