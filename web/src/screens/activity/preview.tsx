import { useEffect } from 'react'
import { graphql, useRelayEnvironment } from 'react-relay/hooks'
import { createOperationDescriptor, getRequest } from 'relay-runtime'
import type { previewQuery } from '#relay/previewQuery'
import { useVisitor } from '../../app/visitor.tsx'
import { Waiting } from '../../app/waiting.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Bone, Figures } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useMainFigures } from './main-figures.ts'
import { RouteDrawn } from './route-drawn.tsx'

/** What a card of the feed has of an activity. It is read from the store and never sent. */
const QUERY = graphql`
  query previewQuery($id: ID!) {
    activity(id: $id) {
      name
      description
      sport
      distanceMeters
      movingSeconds
      elevationGainMeters
      averageSpeedMps
      route {
        polyline
      }
    }
  }
`

/** What the rest is drawn with. It is on its way while the platform answers. */
const loadRest = (hasRoute: boolean): void => {
  // Where it does not come, who draws with it says so.
  import('./charts.tsx').catch(() => undefined)
  if (hasRoute) import('../../map/canvas.tsx').catch(() => undefined)
}

const Known = ({ activity }: { readonly activity: NonNullable<previewQuery['response']['activity']> }) => {
  const sport = useTexts(sports)
  const { athleteId } = useVisitor()
  const figures = useMainFigures(activity)
  const hasRoute = activity.route != null
  useEffect(() => loadRest(hasRoute), [hasRoute])
  return (
    <div className="page activity" aria-busy="true">
      <title>{`${activity.name} · Gruppetto`}</title>
      <header className="activity-head">
        <Bone width="12rem" height="3rem" />
        <h1>{activity.name}</h1>
        <p className="activity-chips">
          <span className="chip is-pine">
            <Icon name={iconOfSport(activity.sport)} />
            {sport(activity.sport)}
          </span>
        </p>
        {activity.description != null && <p className="activity-text">{activity.description}</p>}
        <Figures of={figures} large />
        <Bone width="min(100%, 34rem)" height="2.75rem" />
        <Bone width="8rem" height="2.75rem" />
      </header>
      {athleteId !== null && <Bone width="11rem" height="2.75rem" />}
      <div className={activity.route == null ? 'recording' : 'recording has-route'}>
        {activity.route != null && (
          <section className="card recording-route">
            <div className="recording-map">
              <div className="map">
                <RouteDrawn polyline={activity.route.polyline} />
              </div>
            </div>
          </section>
        )}
        <Bone height="32rem" />
      </div>
    </div>
  )
}

/** Stands there until the answer comes: what the list that led here has of the activity, or nothing of it. */
export const Preview = ({ id }: { readonly id: string }) => {
  const environment = useRelayEnvironment()
  const operation = createOperationDescriptor(getRequest(QUERY), { id })
  const isKnown = environment.check(operation).status === 'available'
  const { activity } = isKnown
    ? (environment.lookup(operation.fragment).data as unknown as previewQuery['response'])
    : { activity: null }
  return activity == null ? <Waiting /> : <Known activity={activity} />
}
