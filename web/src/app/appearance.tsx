import { useState } from 'react'
import { Choice } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'
import { chooseTheme, THEMES, type Theme, themeNow } from './theme.ts'
import { chooseLanguage, useVisitor } from './visitor.tsx'

/** How the app looks on this device, and which language it speaks. Both count at once. */
export const Appearance = () => {
  const t = useTexts(own)
  const { language } = useVisitor()
  const [theme, setTheme] = useState(themeNow)
  const choose = (next: Theme) => {
    setTheme(next)
    chooseTheme(next)
  }
  const texts = { device: t('asDevice'), light: t('light'), dark: t('dark') }
  return (
    <>
      <Choice label={t('theme')} of={THEMES.map((value) => ({ value, text: texts[value] }))} value={theme} onChoose={choose} />
      <Choice
        label={t('language')}
        of={[
          { value: 'en', text: 'English' },
          { value: 'de', text: 'Deutsch' },
        ]}
        value={language}
        onChoose={(next) => {
          chooseLanguage(next)
          location.reload()
        }}
      />
    </>
  )
}
