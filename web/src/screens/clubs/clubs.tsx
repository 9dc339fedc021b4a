import '../../clubs/clubs.css'
import '../../social/social.css'
import './clubs.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { clubsQuery } from '#relay/clubsQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { Area } from '../../clubs/area.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Mine } from './mine.tsx'
import { NewClub } from './new-club.tsx'
import { Search } from './search.tsx'
import own from './texts.ts'

export default function Clubs({ query }: ScreenProps<clubsQuery>) {
  const t = useTexts(own)
  const data = usePreloadedQuery<clubsQuery>(
    graphql`
      query clubsQuery($count: Int!, $mine: Int!) @preloadable {
        viewer {
          ...mine_viewer @arguments(count: $mine)
        }
        ...search_query @arguments(count: $count)
      }
    `,
    query,
  )
  return (
    <div className="page clubs">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header className="section-head">
        <h1>{t('title')}</h1>
        {data.viewer != null && <NewClub />}
      </header>
      <Area at="clubs" />
      {data.viewer != null && <Mine viewer={data.viewer} />}
      <Search query={data} />
    </div>
  )
}
