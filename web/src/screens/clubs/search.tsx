import { useEffect, useState } from 'react'
import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { search_query$key } from '#relay/search_query'
import another, { type searchPageQuery } from '#relay/searchPageQuery'
import { useAnother } from '../../app/use-another.ts'
import { askWhere, canLocate, type Spot } from '../../app/where.ts'
import { ClubCard } from '../../clubs/club-card.tsx'
import { SPORTS } from '../../clubs/sport-picks.tsx'
import clubTexts from '../../clubs/texts.ts'
import { Pill, SelectField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const ASK_AFTER_MS = 250
const RADIUS_KM = 50
/** As many as the screen has at first. */
const PAGE = 12
const ALL = 'ALL'

type Sport = (typeof SPORTS)[number]
interface Sought {
  readonly text: string | null
  readonly sport: Sport | null
  readonly near: (Spot & { readonly radiusKm: number }) | null
}

/** Finds clubs by the beginnings of words, by sport, and near where the device is. */
export const Search = ({ query }: { readonly query: search_query$key }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const sport = useTexts(sports)
  const say = useToast()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Sport | typeof ALL>(ALL)
  const [spot, setSpot] = useState<Spot | null>(null)
  const [hasAsked, setAsked] = useState(false)
  const { data, refetch, loadNext, hasNext, isLoadingNext } = usePaginationFragment<searchPageQuery, search_query$key>(
    graphql`
      fragment search_query on Query
      @refetchable(queryName: "searchPageQuery")
      @argumentDefinitions(
        count: { type: "Int!" }
        cursor: { type: "String" }
        text: { type: "String" }
        sport: { type: "Sport" }
        near: { type: "NearInput" }
      ) {
        searchClubs(query: $text, sport: $sport, near: $near, first: $count, after: $cursor) @connection(key: "search_searchClubs") {
          edges {
            node {
              id
              ...clubCard_club
            }
          }
        }
      }
    `,
    query,
  )
  // What is written stays written where nothing comes: it is asked for again with the next letter.
  const { isAsking, choose } = useAnother<searchPageQuery, Sought>(another, {
    first: { text: null, sport: null, near: null },
    variablesOf: (sought) => ({ count: PAGE, cursor: null, ...sought }),
    refetch,
  })
  useEffect(() => {
    if (!hasAsked) return
    const timer = setTimeout(() => {
      const near = spot === null ? null : { ...spot, radiusKm: RADIUS_KM }
      choose({ text: text.trim() === '' ? null : text.trim(), sport: chosen === ALL ? null : chosen, near })
    }, ASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, chosen, spot, hasAsked, choose])
  const nearMe = async (on: boolean) => {
    setAsked(true)
    const here = on ? await askWhere() : null
    if (on && here === null) say(common('noPlace'))
    setSpot(here)
  }
  const { edges } = data.searchClubs
  return (
    <section className="section" aria-busy={isAsking}>
      <h2>{t('discover')}</h2>
      <search className="search">
        <label className="search-text">
          <span className="unseen">{t('search')}</span>
          <Icon name="search" />
          <input
            className="input"
            type="search"
            value={text}
            placeholder={t('search')}
            onChange={(event) => {
              setAsked(true)
              setText(event.target.value)
            }}
          />
        </label>
        <SelectField
          label={t('sport')}
          value={chosen}
          of={[{ value: ALL, text: common('allSports') }, ...SPORTS.map((value) => ({ value, text: sport(value) }))]}
          onChoose={(value) => {
            setAsked(true)
            setChosen(value)
          }}
        />
        {canLocate() && (
          <Pill checked={spot !== null} onChange={(event) => void nearMe(event.target.checked)}>
            <Icon name="place" />
            {t('near')}
          </Pill>
        )}
      </search>
      {edges.length === 0 && (
        <Notice kind="empty" icon="search" title={t('nothing')}>
          {t('nothingMore')}
        </Notice>
      )}
      <ul className="cards">
        {edges.map(({ node }) => (
          <li key={node.id}>
            <ClubCard club={node} />
          </li>
        ))}
      </ul>
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(12)}>
            {common('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
