import './clubs.css'
import { Link } from '../app/router.tsx'
import { useVisitor } from '../app/visitor.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

type At = 'clubs' | 'events' | 'challenges'

/** Leads between clubs, events and challenges. */
export const Area = ({ at }: { readonly at: At }) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const places: readonly At[] = athleteId === null ? ['clubs', 'challenges'] : ['clubs', 'events', 'challenges']
  return (
    <nav className="tabs area" aria-label={t('area')}>
      {places.map((place) => (
        <Link key={place} to={hrefs[place]()} aria-current={place === at ? 'page' : undefined}>
          {t(place)}
        </Link>
      ))}
    </nav>
  )
}
