import './home.css'
import '../../social/card.css'
import '../../social/social.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { homeQuery } from '#relay/homeQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Feed } from './feed.tsx'
import { FirstSteps } from './first-steps.tsx'
import { isOwnFirst } from './order.ts'
import { Side } from './side.tsx'
import own from './texts.ts'
import { Welcome } from './welcome.tsx'

const Signed = ({ query }: Pick<ScreenProps<homeQuery>, 'query'>) => {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<homeQuery>(
    graphql`
      query homeQuery($count: Int!, $since: DateTime!) @preloadable {
        viewer {
          persona
          ...firstSteps_viewer
          ...feed_viewer @arguments(count: $count)
          ...side_viewer @arguments(since: $since)
        }
      }
    `,
    query,
  )
  if (viewer == null) return <Welcome />
  return (
    <div className={isOwnFirst(viewer.persona) ? 'page home is-own-first' : 'page home'}>
      <title>Gruppetto</title>
      <h1 className="unseen">{t('home')}</h1>
      <FirstSteps viewer={viewer} />
      <Side viewer={viewer} />
      <Feed viewer={viewer} />
    </div>
  )
}

export default function Home({ query }: ScreenProps<homeQuery>) {
  const { athleteId } = useVisitor()
  return athleteId === null ? <Welcome /> : <Signed query={query} />
}
