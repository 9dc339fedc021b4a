import './people.css'
import type { ReactNode } from 'react'
import { Link } from '../app/router.tsx'
import { Icon } from '../design/icon.tsx'
import { Button, buttonClass, Notice } from '../design/parts.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './people.texts.ts'

interface PeopleListProps {
  readonly title: string
  /** Whose list it is. */
  readonly of: { readonly handle: string; readonly name: string }
  /** Who looks may not see it. */
  readonly isHidden: boolean
  readonly isEmpty: boolean
  readonly empty: string
  /** Null where there are no more. */
  readonly onMore: (() => void) | null
  readonly isBusy: boolean
  readonly children: ReactNode
}

/** A screen of people. */
export const PeopleList = ({ title, of, isHidden, isEmpty, empty, onMore, isBusy, children }: PeopleListProps) => {
  const t = useTexts(own)
  return (
    <div className="page is-narrow people">
      <title>{`${title} · Gruppetto`}</title>
      <header className="people-head">
        <Link className={`${buttonClass('quiet', true)} is-back`} to={hrefs.athlete(of.handle)}>
          <Icon name="back" />
          {of.name}
        </Link>
        <h1>{title}</h1>
      </header>
      {isHidden && (
        <Notice kind="empty" icon="lock" title={t('hidden')}>
          {t('hiddenMore')}
        </Notice>
      )}
      {!isHidden && isEmpty && <Notice kind="empty" icon="people" title={empty} />}
      {!isEmpty && <ul className="card people-card">{children}</ul>}
      {onMore !== null && (
        <Button look="outline" busy={isBusy} onClick={onMore}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
