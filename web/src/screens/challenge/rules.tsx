import { graphql, useFragment } from 'react-relay/hooks'
import type { rules_challenge$key } from '#relay/rules_challenge'
import { useVisitor } from '../../app/visitor.tsx'
import { useScore } from '../../clubs/use-score.ts'
import { writtenDays } from '../../clubs/when.ts'
import { Icon } from '../../design/icon.tsx'
import { Figures } from '../../design/parts.tsx'
import { useBadges } from '../../social/use-badges.ts'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** What counts in a challenge, and what is to be had. */
export const Rules = ({ challenge: key }: { readonly challenge: rules_challenge$key }) => {
  const t = useTexts(own)
  const badges = useBadges()
  const sport = useTexts(sports)
  const score = useScore()
  const measures = useMeasures()
  const { locale, timeZone } = useVisitor()
  const challenge = useFragment(
    graphql`
      fragment rules_challenge on Challenge {
        kind
        metric
        sports
        target
        startsAt
        endsAt
        participantCount
        bestOfTeam
        rules {
          manualEntries
          minDistanceMeters
          place
          membersOnly
        }
        segment {
          id
          name
        }
        club {
          id
          name
        }
        badge {
          key
          name
        }
        sponsorship {
          prize
          termsUrl
          offerCode
          offerStatus
        }
      }
    `,
    key,
  )
  const { rules, sponsorship, segment, club } = challenge
  const lines = [
    t(challenge.kind),
    challenge.sports.map((each) => sport(each)).join(', '),
    segment == null ? null : t('segment', { segment: segment.name }),
    challenge.bestOfTeam == null ? null : t('bestOf', { count: challenge.bestOfTeam }),
    rules.place === 'ANYWHERE' ? null : t(rules.place),
    rules.minDistanceMeters == null ? null : t('atLeast', { distance: measures.distance(rules.minDistanceMeters) }),
    rules.manualEntries ? null : t('noManual'),
    rules.membersOnly && club != null ? t('membersOnly', { club: club.name }) : null,
    t('onlySeen'),
  ].filter((line) => line !== null)
  return (
    <aside className="challenge-side">
      <section className="card panel">
        <h2>{t('counts')}</h2>
        <Figures
          of={[
            ...(challenge.target == null ? [] : [{ name: t('target'), value: score(challenge.metric, challenge.target) }]),
            { name: t('participants'), value: measures.number(challenge.participantCount) },
          ]}
        />
        <p>{writtenDays(challenge.startsAt, challenge.endsAt, locale, timeZone)}</p>
        <ul className="challenge-rules">
          {lines.map((line) => (
            <li key={line}>
              <Icon name="check" />
              {line}
            </li>
          ))}
        </ul>
        {challenge.badge != null && <p className="soft">{t('badge', { badge: badges.name(challenge.badge) })}</p>}
      </section>
      {sponsorship != null && (sponsorship.prize != null || sponsorship.offerStatus !== 'NONE') && (
        <section className="card panel">
          <h2>{t('prize')}</h2>
          {sponsorship.prize != null && <p>{sponsorship.prize}</p>}
          {sponsorship.offerCode != null && (
            <p>
              {t('code')} <strong>{sponsorship.offerCode}</strong>
            </p>
          )}
          {(sponsorship.offerStatus === 'LOCKED' || sponsorship.offerStatus === 'RUN_OUT') && (
            <p className="soft">{t(sponsorship.offerStatus)}</p>
          )}
          {sponsorship.termsUrl != null && (
            <p>
              <a href={sponsorship.termsUrl} rel="noreferrer" target="_blank">
                {t('terms')}
              </a>
            </p>
          )}
        </section>
      )}
    </aside>
  )
}
