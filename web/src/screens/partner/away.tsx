import { Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** In place of what the platform did not answer. */
export const Away = ({ again }: { readonly again: () => void }) => {
  const t = useTexts(own)
  return (
    <Notice icon="flag" title={t('partAway')} action={<Button onClick={again}>{t('again')}</Button>}>
      {t('awayMore')}
    </Notice>
  )
}
