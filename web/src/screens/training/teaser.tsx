import { graphql, useFragment } from 'react-relay/hooks'
import type { teaser_athlete$key } from '#relay/teaser_athlete'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** What the plan lacks, said plainly: no picture of numbers that nobody has measured. */
export const Teaser = ({ athlete: key }: { readonly athlete: teaser_athlete$key }) => {
  const t = useTexts(own)
  const { totals } = useFragment(
    graphql`
      fragment teaser_athlete on Athlete {
        totals(period: YEAR) {
          count
        }
      }
    `,
    key,
  )
  const count = (totals ?? []).reduce((sum, each) => sum + each.count, 0)
  return (
    <section className="card is-padded training-teaser">
      <span className="chip is-gold">
        <Icon name="trophy" />
        {t('premium')}
      </span>
      <h2>{t('teaser')}</h2>
      <p>{count === 0 ? t('teaserNone') : t('teaserCount', { count })}</p>
      <ul>
        {(['teaser1', 'teaser2', 'teaser3', 'teaser4'] as const).map((point) => (
          <li key={point}>
            <Icon name="check" />
            {t(point)}
          </li>
        ))}
      </ul>
      <div className="training-acts">
        <Link className={buttonClass('main')} to={hrefs.settings('plan')}>
          {t('teaserAct')}
        </Link>
      </div>
      <p className="training-soft">{t('teaserFree')}</p>
    </section>
  )
}
