import '../../clubs/clubs.css'
import '../../social/social.css'
import { useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { challengeNewMutation } from '#relay/challengeNewMutation'
import type { challengeNewQuery } from '#relay/challengeNewQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link, useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { roleOf, runs } from '../../clubs/rights.ts'
import { type SportName, SportPicks } from '../../clubs/sport-picks.tsx'
import { targetOf } from '../../clubs/target.ts'
import { TargetField } from '../../clubs/target-field.tsx'
import { instantOf } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { CardChoice, SelectField, Switch } from '../../design/fields.tsx'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { dayAfter, dayIn } from '../../texts/days.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const KINDS = ['TOTAL', 'STREAK_DAYS', 'BEST_TIME'] as const
type Kind = (typeof KINDS)[number]
const METRICS = ['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS', 'TRAINING_LOAD'] as const
type Metric = (typeof METRICS)[number]
const PLACES = ['ANYWHERE', 'OUTDOORS', 'INDOORS'] as const
type Where = (typeof PLACES)[number]

const metricOf = (kind: Kind, metric: Metric) =>
  kind === 'TOTAL' ? metric : kind === 'STREAK_DAYS' ? ('ACTIVE_DAYS' as const) : ('SEGMENT_TIME' as const)

export default function ChallengeNew({ query, search }: ScreenProps<challengeNewQuery>) {
  const t = useTexts(own)
  const word = useTexts(words)
  const router = useRouter()
  const refresh = useRefresh()
  const { timeZone, units } = useVisitor()
  const { club, viewer } = usePreloadedQuery<challengeNewQuery>(
    graphql`
      query challengeNewQuery($slug: String!, $hasClub: Boolean!) @preloadable {
        club(slug: $slug) @include(if: $hasClub) {
          id
          slug
          name
          access
          sports
          viewerMembership {
            role
            status
          }
        }
        viewer {
          starredSegments(first: 50) {
            edges {
              node {
                id
                name
                sport
              }
            }
          }
        }
      }
    `,
    query,
  )
  const { send, isBusy, wrong } = useSend<challengeNewMutation>(graphql`
    mutation challengeNewMutation($input: ChallengeInput!) {
      createChallenge(input: $input) {
        id
      }
    }
  `)
  const [kind, setKind] = useState<Kind>('TOTAL')
  const [chosenMetric, setMetric] = useState<Metric>('DISTANCE')
  const [sports, setSports] = useState<readonly SportName[]>(club?.sports.length ? club.sports : ['RIDE'])
  const [segmentId, setSegmentId] = useState('')
  const [manual, setManual] = useState(false)
  const [place, setPlace] = useState<Where>('ANYWHERE')
  const [isMembersOnly, setMembersOnly] = useState(true)
  const [isBetween, setBetween] = useState(false)
  const isOfClub = search.has('club')
  if (isOfClub && (club == null || !runs(roleOf(club.viewerMembership)))) {
    return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  }
  const metric = metricOf(kind, chosenMetric)
  const segments = viewer?.starredSegments?.edges.map(({ node }) => node) ?? []
  const segment = segmentId === '' ? segments[0]?.id : segmentId
  const dayFrom = (days: number) => dayAfter(dayIn(timeZone, Date.now()), days)
  return (
    <div className="page is-narrow section">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header>
        <h1>{t('title')}</h1>
        <p className="soft">
          {club == null ? t('forAll') : <Link to={hrefs.club(club.slug)}>{t('forClub', { club: club.name })}</Link>}
        </p>
      </header>
      <form
        className="card is-padded form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const text = (name: string) => String(given.get(name) ?? '').trim()
          const [description, badgeName] = [text('description'), text('badge')]
          send(
            {
              input: {
                title: text('title'),
                ...(description !== '' && { description }),
                kind,
                metric,
                sports: [...sports],
                target: targetOf(text('target'), metric, units),
                ...(kind === 'BEST_TIME' && segment !== undefined && { segmentId: segment }),
                startsAt: instantOf(`${text('from')}T00:00`, timeZone),
                // The last day counts whole.
                endsAt: instantOf(`${dayAfter(text('to'), 1)}T00:00`, timeZone),
                rules: {
                  manualEntries: manual,
                  place,
                  membersOnly: club != null && club.access === 'OPEN' ? isMembersOnly : club != null,
                },
                ...(club != null && { clubId: club.id }),
                ...(isBetween && kind !== 'BEST_TIME' && { bestOfTeam: Number(text('best')) }),
                ...(badgeName !== '' && { badgeName }),
              },
            },
            {
              done: ({ createChallenge }) => {
                refresh()
                router.go(hrefs.challenge(createChallenge.id), 'replace')
              },
            },
          )
        }}
      >
        <TextField
          label={t('name')}
          name="title"
          required
          minLength={3}
          maxLength={100}
          placeholder={t('namePlaceholder')}
          wrong={wrong.fields.title}
        />
        <TextArea label={t('description')} name="description" maxLength={2_000} wrong={wrong.fields.description} />
        <div className="form-choice">
          <span className="field-name" aria-hidden="true">
            {t('kind')}
          </span>
          <CardChoice
            label={t('kind')}
            name="kind"
            value={kind}
            onChoose={setKind}
            of={KINDS.map((value) => ({ value, text: t(value), more: t(`${value}More`) }))}
          />
        </div>
        <div className="form-row">
          {kind === 'TOTAL' && (
            <SelectField
              label={t('metric')}
              value={chosenMetric}
              of={METRICS.map((value) => ({ value, text: word(value) }))}
              onChoose={setMetric}
              wrong={wrong.fields.metric}
            />
          )}
          {kind === 'BEST_TIME' && segments.length > 0 && (
            <SelectField
              label={t('segment')}
              value={segment ?? ''}
              of={segments.map(({ id, name }) => ({ value: id, text: name }))}
              onChoose={setSegmentId}
              wrong={wrong.fields.segmentId}
            />
          )}
          <TargetField metric={metric} wrong={wrong.fields.target} />
        </div>
        {kind === 'BEST_TIME' && segments.length === 0 && <p className="form-wrong">{t('noSegment')}</p>}
        <div className="form-row">
          <TextField label={t('from')} name="from" type="date" required defaultValue={dayFrom(1)} wrong={wrong.fields.startsAt} />
          <TextField label={t('to')} name="to" type="date" required defaultValue={dayFrom(30)} wrong={wrong.fields.endsAt} />
        </div>
        <SportPicks value={sports} onChange={setSports} wrong={wrong.fields.sports} />
        <fieldset className="form">
          <legend>{t('rules')}</legend>
          <SelectField
            label={t('place')}
            value={place}
            of={PLACES.map((value) => ({ value, text: t(value) }))}
            onChoose={setPlace}
          />
          <Switch label={t('manual')} on={manual} onChange={setManual} />
          {club?.access === 'OPEN' && !isBetween && (
            <Switch label={t('membersOnly')} hint={t('membersOnlyMore')} on={isMembersOnly} onChange={setMembersOnly} />
          )}
          {club != null && club.access !== 'SECRET' && kind !== 'BEST_TIME' && (
            <Switch label={t('between')} hint={t('betweenMore')} on={isBetween} onChange={setBetween} />
          )}
          {isBetween && kind !== 'BEST_TIME' && (
            <TextField
              label={t('best')}
              name="best"
              type="number"
              min={1}
              max={100}
              defaultValue="5"
              required
              wrong={wrong.fields.bestOfTeam}
            />
          )}
        </fieldset>
        <TextField label={t('badge')} name="badge" maxLength={60} hint={t('badgeHint')} wrong={wrong.fields.badgeName} />
        {wrong.all !== null && (
          <p className="form-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        <Button type="submit" look="main" busy={isBusy}>
          {t('send')}
        </Button>
      </form>
    </div>
  )
}
