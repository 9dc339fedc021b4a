import '../../social/social.css'
import './segments.css'
import { useCallback, useMemo, useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { segmentsQuery } from '#relay/segmentsQuery'
import { useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { askWhere, canLocate } from '../../app/where.ts'
import { SelectField, Switch } from '../../design/fields.tsx'
import { Bone, Button, Choice, Notice } from '../../design/parts.tsx'
import { pointsOf } from '../../design/polyline.ts'
import { useToast } from '../../design/toasts.tsx'
import { type Box, boxAround, boxOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import { regionOf } from '../../map/region.ts'
import type { MapLine, MapSpot } from '../../map/things.ts'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { addressOf, boxAt, isHeatShown, isSearchable, SPORTS, sportOf } from './place.ts'
import { Row } from './row.tsx'
import own from './texts.ts'

const AROUND_METERS = 12_000
/** So many are asked for; on a map more than that could not be told apart. */
const MOST = 50

type Heat = NonNullable<segmentsQuery['response']['heatMap']>

interface Drawn {
  readonly id: string
  readonly polyline: string
}

/** Where this is the heat, thousands have passed. */
const HOTTEST = 10

/** The segments as the map has them, above where people go. The one that is pointed at in the list stands out. */
const useThings = (found: readonly Drawn[], chosen: string | null, heatMap: Heat | null | undefined) => {
  const said = JSON.stringify(found.map(({ id, polyline }) => ({ id, polyline })))
  return useMemo(() => {
    const known: readonly Drawn[] = JSON.parse(said)
    const lines: MapLine[] = known.map(({ id, polyline }) => ({
      ...{ id, of: polyline, tone: 'ember' },
      ...(id === chosen ? { width: 7 } : { width: 4, opacity: chosen === null ? 1 : 0.5 }),
    }))
    const spots: MapSpot[] = known.flatMap(({ id, polyline }) => {
      const [start] = pointsOf(polyline)
      return start === undefined ? [] : [{ id, at: start, tone: 'ember', radius: id === chosen ? 10 : 7 }]
    })
    const cells = heatMap?.cells.map(({ outline, heat }) => ({ outline, heat: Math.min(1, (heat - 1) / (HOTTEST - 1)) }))
    return { cells: cells ?? [], lines, spots }
  }, [said, chosen, heatMap])
}

/** Segments on a map, with those that it shows in a list. Where the map is stands in the address, so that it can be shared and come back to. */
export default function Segments({ query, search }: ScreenProps<segmentsQuery>) {
  const t = useTexts(own)
  const sportName = useTexts(sports)
  const { go } = useRouter()
  const say = useToast()
  const { athleteId, timeZone } = useVisitor()
  const { segments, heatMap, viewer } = usePreloadedQuery<segmentsQuery>(
    graphql`
      query segmentsQuery($within: BoundingBoxInput!, $sport: Sport, $hasBox: Boolean!, $hasHeat: Boolean!, $starred: Boolean!) @preloadable {
        segments(within: $within, sport: $sport, first: 50) @include(if: $hasBox) {
          edges {
            node {
              id
              polyline
              ...row_segment
            }
          }
        }
        heatMap(within: $within) @include(if: $hasHeat) {
          cells {
            outline
            heat
          }
        }
        viewer {
          id
          starredSegments(first: 50) @include(if: $starred) {
            edges {
              node {
                id
                polyline
                ...row_segment
              }
            }
          }
          athlete @skip(if: $hasBox) {
            id
            activities(first: 10) {
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
    query,
  )
  const isStarred = search.get('show') === 'starred' && athleteId !== null
  const found = (isStarred ? viewer?.starredSegments : segments)?.edges.map(({ node }) => node) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const at = boxAt(search)
  const sport = sportOf(search)
  const isHot = isHeatShown(search)

  const change = useCallback(
    (next: Readonly<Record<string, string | null>>) => {
      const params = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(next)) {
        if (value === null) params.delete(name)
        else params.set(name, value)
      }
      go(hrefs.segments(Object.fromEntries(params)), 'replace')
    },
    [go],
  )
  const moved = useCallback(
    (box: Box) => {
      if (location.pathname === hrefs.segments() && new URLSearchParams(location.search).get('show') !== 'starred')
        change({ at: addressOf(box) })
    },
    [change],
  )
  // The map begins where the address says, else where the athlete was last, else in the part of the world of the time zone; afterwards it is moved by hand, and goes to the starred ones.
  const [begin, setBegin] = useState<Box>(() => {
    const start = viewer?.athlete?.activities?.edges.map(({ node }) => node.route?.start).find((place) => place != null)
    return at ?? (start == null ? null : boxAround([start.latitude, start.longitude], AROUND_METERS)) ?? regionOf(timeZone)
  })
  const nearMe = async () => {
    const here = await askWhere()
    const box = here === null ? null : boxAround([here.latitude, here.longitude], AROUND_METERS)
    if (box === null) say(t('noPlace'))
    else setBegin(box)
  }
  const things = useThings(found, chosen, heatMap)
  const starredBox = useMemo(
    () => (isStarred ? boxOf(things.lines.flatMap(({ of }) => (typeof of === 'string' ? pointsOf(of) : of))) : null),
    [isStarred, things],
  )
  const isTooLarge = !isStarred && at !== null && !isSearchable(at)
  return (
    <div className="page segments">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header className="segments-head">
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </header>
      <div className="segments-filters">
        {athleteId !== null && (
          <Choice
            label={t('show')}
            of={[
              { value: 'here', text: t('here') },
              { value: 'starred', text: t('starred') },
            ]}
            value={isStarred ? 'starred' : 'here'}
            onChoose={(show) => change({ show: show === 'starred' ? show : null })}
          />
        )}
        {!isStarred && (
          <>
            <SelectField
              label={t('sport')}
              of={[{ value: 'ALL', text: t('all') }, ...SPORTS.map((value) => ({ value, text: sportName(value) }))]}
              value={sport ?? 'ALL'}
              onChoose={(value) => change({ sport: value === 'ALL' ? null : value })}
            />
            {canLocate() && (
              <Button look="outline" icon="place" onClick={nearMe}>
                {t('near')}
              </Button>
            )}
          </>
        )}
        <Switch label={t('heat')} hint={t('heatMore')} on={isHot} onChange={(on) => change({ heat: on ? null : 'off' })} />
      </div>
      <div className="segments-columns">
        <div className="card segments-map">
          <WorldMap
            label={t('map')}
            box={starredBox ?? begin}
            things={things}
            gestures="map"
            onMoved={moved}
            onPressSpot={(id) => go(hrefs.segment(id))}
          />
        </div>
        <section className="segments-list" aria-label={t(isStarred ? 'starred' : 'here')} aria-live="polite">
          {isTooLarge && (
            <Notice kind="empty" icon="search" title={t('tooLarge')}>
              {t('tooLargeMore')}
            </Notice>
          )}
          {!isStarred && at === null && <Bone height="5rem" />}
          {!isTooLarge && (isStarred || at !== null) && found.length === 0 && (
            <Notice kind="empty" icon={isStarred ? 'star' : 'flag'} title={t(isStarred ? 'noneStarred' : 'none')}>
              {t(isStarred ? 'noneStarredMore' : 'noneMore')}
            </Notice>
          )}
          {found.length > 0 && (
            <>
              <p className="soft">{t(found.length === MOST ? 'most' : 'found', { count: found.length })}</p>
              <ol>
                {found.map((segment) => (
                  <li key={segment.id}>
                    <Row segment={segment} onChosen={(isChosen) => setChosen(isChosen ? segment.id : null)} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      </div>
    </div>
  )
}
