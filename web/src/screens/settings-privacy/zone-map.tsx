import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { zoneMapQuery } from '#relay/zoneMapQuery'
import type { Point } from '../../design/polyline.ts'
import { PlaceMap } from '../../map/place-map.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface ZoneMapProps {
  readonly place: Point | null
  readonly radiusMeters: number
  readonly onPlace: (place: Point) => void
}

/** The map on which a zone is chosen. It begins where the athlete's last activity began, which is mostly near what is to be hidden. */
export const ZoneMap = ({ place, radiusMeters, onPlace }: ZoneMapProps) => {
  const t = useTexts(own)
  const { viewer } = useLazyLoadQuery<zoneMapQuery>(
    graphql`
      query zoneMapQuery {
        viewer {
          athlete {
            activities(first: 5) {
              edges {
                node {
                  id
                  route {
                    start {
                      latitude
                      longitude
                    }
                  }
                }
              }
            }
          }
        }
      }
    `,
    {},
  )
  const start = viewer?.athlete.activities?.edges.flatMap(({ node }) => node.route?.start ?? [])[0]
  const near: Point | null = start === undefined ? null : [start.latitude, start.longitude]
  return <PlaceMap label={t('zoneMap')} place={place} radiusMeters={radiusMeters} onPlace={onPlace} near={near} />
}
