import { buttonClass, Notice } from '../design/parts.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Link } from './router.tsx'
import own from './texts.ts'

/** In place of a screen that there is nothing for, or nothing that is for who looks. */
export const NotThere = ({ title, children }: { readonly title: string; readonly children: string }) => {
  const t = useTexts(own)
  const toHome = (
    <Link className={buttonClass('main')} to={hrefs.home()}>
      {t('toHome')}
    </Link>
  )
  return (
    <div className="page">
      <title>{`${title} · Gruppetto`}</title>
      <Notice level={1} kind="empty" icon="search" title={title} action={toHome}>
        {children}
      </Notice>
    </div>
  )
}
