import { useEffect, useState } from 'react'
import { Button } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { type AppSettings, appSettings } from './demo.ts'
import { useEntering } from './enter.ts'
import own from './texts.ts'

/** One click into the demo world. Shows nothing on any other platform. */
export const DemoButton = ({ explained = false }: { readonly explained?: boolean }) => {
  const t = useTexts(own)
  const { signIn, isBusy, wrong } = useEntering()
  const [demo, setDemo] = useState<AppSettings['demo']>(null)
  useEffect(() => {
    let isHere = true
    void appSettings().then((settings) => isHere && setDemo(settings.demo))
    return () => {
      isHere = false
    }
  }, [])
  if (demo === null) return null
  return (
    <div className="demo">
      <Button look="main" busy={isBusy} onClick={() => signIn(demo.email, demo.password)}>
        {t('lookAround')}
      </Button>
      {explained && <p>{t('lookAroundMore')}</p>}
      {wrong.all !== null && <p role="alert">{wrong.all}</p>}
    </div>
  )
}
