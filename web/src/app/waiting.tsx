import { Bone } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

/** In the place of a screen that is on its way, and of which nothing is known yet. */
export const Waiting = () => {
  const t = useTexts(own)
  return (
    <div className="page" role="status">
      <h1 className="unseen">{t('loading')}</h1>
      <div className="waiting">
        <Bone width="40%" height="2rem" />
        <Bone height="14rem" />
        <Bone height="14rem" />
      </div>
    </div>
  )
}
