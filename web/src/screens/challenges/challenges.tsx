import '../../clubs/clubs.css'
import '../../social/social.css'
import './challenges.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { challengesQuery } from '#relay/challengesQuery'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Area } from '../../clubs/area.tsx'
import { Icon } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { All } from './all.tsx'
import { Taken } from './taken.tsx'
import own from './texts.ts'

export default function Challenges({ query }: ScreenProps<challengesQuery>) {
  const t = useTexts(own)
  const data = usePreloadedQuery<challengesQuery>(
    graphql`
      query challengesQuery($count: Int!) @preloadable {
        viewer {
          ...taken_viewer
        }
        ...all_query @arguments(count: $count)
      }
    `,
    query,
  )
  return (
    <div className="page challenges">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header className="section-head">
        <h1>{t('title')}</h1>
        {data.viewer != null && (
          <Link className={buttonClass('main')} to={hrefs.newChallenge()}>
            <Icon name="plus" />
            {t('set')}
          </Link>
        )}
      </header>
      <Area at="challenges" />
      {data.viewer != null && <Taken viewer={data.viewer} />}
      <All query={data} />
    </div>
  )
}
