import { useEffect, useState } from 'react'
import { Button } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { type AppSettings, appSettings } from './demo.ts'
import { useEntering } from './enter.ts'
import own from './texts.ts'

const LOOK_EVERY_MS = 3_000

/** One click into the demo world, as soon as it is made. Shows nothing on any other platform. */
export const DemoButton = ({ explained = false }: { readonly explained?: boolean }) => {
  const t = useTexts(own)
  const { signIn, isBusy, wrong } = useEntering()
  const [{ demo, demoIsComing = false }, setSettings] = useState<AppSettings>({ demo: null })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isHere = true
    let isComing = false
    const look = async () => {
      const settings = await appSettings()
      if (!isHere) return
      // A platform that does not answer meanwhile has not given the demo up.
      isComing = settings.demoIsComing ?? isComing
      setSettings({ ...settings, demoIsComing: isComing })
      if (isComing) timer = setTimeout(look, LOOK_EVERY_MS)
    }
    void look()
    return () => {
      isHere = false
      clearTimeout(timer)
    }
  }, [])
  if (demo === null) {
    return demoIsComing ? (
      <p className="demo-coming" role="status">
        {t('demoComing')}
      </p>
    ) : null
  }
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
