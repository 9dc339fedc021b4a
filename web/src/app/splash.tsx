import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** While nothing is known yet. It is seen for a moment only, so it moves nothing. */
export const Splash = () => {
  const t = useTexts(own)
  return (
    <main>
      <div className="splash" role="status">
        <img src="/icon.svg" alt="" width="64" height="64" />
        <h1 className="unseen">{t('loading')}</h1>
      </div>
    </main>
  )
}
