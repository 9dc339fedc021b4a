import { useEffect, useState } from 'react'
import { appSettings } from '../../account/demo.ts'
import { Icon } from '../../design/icon.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface PartnerEntryProps {
  /** The platform did not take the key that was there. */
  readonly wasRefused: boolean
  readonly onEnter: (secret: string) => void
}

/** Asks for the key, and says how somebody gets one. */
export const PartnerEntry = ({ wasRefused, onEnter }: PartnerEntryProps) => {
  const t = useTexts(own)
  const [isDemo, setDemo] = useState(false)
  const [secret, setSecret] = useState('')
  useEffect(() => {
    let isHere = true
    void appSettings().then(({ demo }) => isHere && setDemo(demo !== null))
    return () => {
      isHere = false
    }
  }, [])
  return (
    <div className="partner-entry">
      <header>
        <h1>{t('title')}</h1>
        <p className="soft">{t('about')}</p>
      </header>
      <form
        className="card is-padded form"
        onSubmit={(event) => {
          event.preventDefault()
          if (secret.trim() !== '') onEnter(secret.trim())
        }}
      >
        {wasRefused && (
          <p className="partner-wrong" role="alert">
            {t('refused')}
          </p>
        )}
        <TextField
          label={t('key')}
          hint={t('keyHint')}
          type="password"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
        <Button type="submit" look="main" icon="key">
          {t('open')}
        </Button>
      </form>
      <section className="card is-padded section">
        <h2>{t('whence')}</h2>
        <ul className="partner-points">
          <li>
            <Icon name="check" />
            <span>{t('whenceStaff')}</span>
          </li>
          <li>
            <Icon name="check" />
            <span>
              {t('whenceOwn')} <code>npm run staff -- key BRAND NAME</code>
            </span>
          </li>
          {isDemo && (
            <li>
              <Icon name="check" />
              <span>
                {t('whenceDemo')} <code>npm run staff -- key fernweh Console</code>
              </span>
            </li>
          )}
        </ul>
      </section>
    </div>
  )
}
