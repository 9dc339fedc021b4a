import './training.css'
import type { ReactNode } from 'react'
import { Link } from '../app/router.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './training.texts.ts'

const PLACES = {
  training: 'chart',
  calendar: 'calendar',
  goals: 'flag',
  streak: 'flame',
  gear: 'ride',
} as const satisfies Readonly<Record<string, IconName>>

export type TrainingPlace = keyof typeof PLACES

const ALL = Object.keys(PLACES) as readonly TrainingPlace[]

interface TrainingFrameProps {
  readonly place: TrainingPlace
  /** Beside the heading. */
  readonly act?: ReactNode
  readonly children: ReactNode
}

/** What is around the screens of one's own training: the way to the others, and a heading. */
export const TrainingFrame = ({ place, act, children }: TrainingFrameProps) => {
  const t = useTexts(own)
  return (
    <div className="page training">
      <title>{`${t(place)} · Gruppetto`}</title>
      <nav className="training-nav" aria-label={t('places')}>
        {ALL.map((each) => (
          <Link key={each} to={hrefs[each]()} aria-current={each === place ? 'page' : undefined}>
            <Icon name={PLACES[each]} />
            {t(each)}
          </Link>
        ))}
      </nav>
      <header className="training-head">
        <h1>{t(place)}</h1>
        {act}
      </header>
      {children}
    </div>
  )
}
