import '../../social/people.css'
import { useEffect, useRef, useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { peopleQuery } from '#relay/peopleQuery'
import { useMoving, useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { FollowRequests } from './follow-requests.tsx'
import { Found } from './found.tsx'
import { Suggested } from './suggested.tsx'
import own from './texts.ts'

const ASK_AFTER_MS = 250

export default function People({ query, search }: ScreenProps<peopleQuery>) {
  const t = useTexts(own)
  const { go } = useRouter()
  const isMoving = useMoving()
  const asked = search.get('text') ?? ''
  const [text, setText] = useState(asked)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const data = usePreloadedQuery<peopleQuery>(
    graphql`
      query peopleQuery($text: String!, $isSearch: Boolean!, $count: Int!) @preloadable {
        ...found_query @alias(as: "found") @include(if: $isSearch) @arguments(text: $text, count: $count)
        viewer {
          ...followRequests_viewer @arguments(count: $count)
          ...suggested_viewer
        }
      }
    `,
    query,
  )
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => go(hrefs.people(next.trim()), 'replace'), ASK_AFTER_MS)
  }
  return (
    <div className="page is-narrow people" aria-busy={isMoving}>
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      <search className="people-search">
        <input
          className="input"
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          autoComplete="off"
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </search>
      {data.found != null && <Found query={data.found} text={asked} />}
      {data.found == null && data.viewer != null && (
        <>
          <FollowRequests viewer={data.viewer} />
          <Suggested viewer={data.viewer} />
        </>
      )}
    </div>
  )
}
