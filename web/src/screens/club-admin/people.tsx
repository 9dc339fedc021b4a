import { useEffect, useRef, useState } from 'react'
import { graphql, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { people_club$key } from '#relay/people_club'
import firstPage, { type peoplePageQuery } from '#relay/peoplePageQuery'
import { readWhole } from '../../app/read-whole.ts'
import { useAnother } from '../../app/use-another.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { roleOf } from '../../clubs/rights.ts'
import { Button, Choice, Notice, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Person } from './person.tsx'
import own from './texts.ts'

const STATUSES = ['ACTIVE', 'INVITED', 'BANNED'] as const
type Status = (typeof STATUSES)[number]
const ASK_AFTER_MS = 250
/** As many as the fragment has at first. */
const PAGE = 30

interface Sought {
  readonly text: string | null
  readonly status: Status
}

/** The members, found by name, with all that may be done about each. */
export const People = ({ club: key }: { readonly club: people_club$key }) => {
  const t = useTexts(own)
  const [text, setText] = useState('')
  const environment = useRelayEnvironment()
  const asked = text.trim() === '' ? null : text.trim()
  /** The text that was asked for last. What is written stays written where nothing comes, and is asked for again with the next letter. */
  const last = useRef(asked)
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<peoplePageQuery, people_club$key>(
    graphql`
      fragment people_club on Club
      @refetchable(queryName: "peoplePageQuery")
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 30 }
        cursor: { type: "String" }
        text: { type: "String" }
        status: { type: "MembershipStatus", defaultValue: ACTIVE }
      ) {
        id
        viewerMembership {
          role
          status
        }
        members(query: $text, status: $status, first: $count, after: $cursor) @connection(key: "people_members") {
          totalCount
          edges {
            cursor
            node {
              id
            }
            ...person_edge
          }
        }
      }
    `,
    key,
  )
  const variablesOf = (sought: Sought) => ({ id: data.id, ...sought, count: PAGE, cursor: null })
  const { isAsking, chosen, shown, choose } = useAnother<peoplePageQuery, Sought>(firstPage, {
    first: { text: null, status: 'ACTIVE' },
    variablesOf,
    refetch,
  })
  useEffect(() => {
    if (asked === last.current) return
    const timer = setTimeout(() => {
      last.current = asked
      choose({ text: asked, status: chosen.status })
    }, ASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [asked, chosen.status, choose])
  const { renew } = useRenewal(() => readWhole<peoplePageQuery>(environment, firstPage, variablesOf(shown)))
  const role = roleOf(data.viewerMembership)
  const { edges } = data.members
  return (
    <section className="section" aria-label={t('people')} aria-busy={isAsking}>
      <div className="club-admin-find">
        <TextField
          label={t('find')}
          type="search"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
        <Choice
          label={t('whom')}
          of={STATUSES.map((value) => ({ value, text: t(value) }))}
          value={chosen.status}
          onChoose={(status) => {
            last.current = asked
            choose({ text: asked, status })
          }}
        />
      </div>
      {edges.length === 0 ? (
        <Notice kind="empty" icon="people" title={t('nobody')} />
      ) : (
        <ul className="card rows">
          {edges.map((edge) => (
            <Person key={edge.cursor} edge={edge} clubId={data.id} viewerRole={role} status={shown.status} onChanged={renew} />
          ))}
        </ul>
      )}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
