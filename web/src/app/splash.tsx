import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** While nothing is known yet. It is seen for a moment only, so it moves nothing. */
export const Splash = () => {
  const t = useTexts(own)
  return (
    <div className="splash" role="status">
      <img src="/icon.svg" alt="" width="64" height="64" />
      <span className="unseen">{t('loading')}</span>
    </div>
  )
}
