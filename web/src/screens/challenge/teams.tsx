import { graphql, useFragment } from 'react-relay/hooks'
import type { teams_challenge$key } from '#relay/teams_challenge'
import type { teams_viewer$key } from '#relay/teams_viewer'
import type { teamsEnterMutation } from '#relay/teamsEnterMutation'
import type { teamsWithdrawMutation } from '#relay/teamsWithdrawMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { roleOf, runs } from '../../clubs/rights.ts'
import { useScore } from '../../clubs/use-score.ts'
import { Avatar, Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface TeamsProps {
  readonly challenge: teams_challenge$key
  readonly viewer: teams_viewer$key | null
}

/** The clubs of a challenge between clubs, the best first. Who runs one enters it or takes it out. */
export const Teams = ({ challenge: key, viewer: viewerKey }: TeamsProps) => {
  const t = useTexts(own)
  const say = useToast()
  const score = useScore()
  const measures = useMeasures()
  const challenge = useFragment(
    graphql`
      fragment teams_challenge on Challenge {
        id
        metric
        status
        viewerTeam {
          id
        }
        teams {
          rank
          score
          counted
          club {
            id
            slug
            name
            avatarUrl
          }
        }
      }
    `,
    key,
  )
  const viewer = useFragment(
    graphql`
      fragment teams_viewer on Viewer {
        clubs(first: 50) {
          edges {
            node {
              id
              name
              access
              viewerMembership {
                role
                status
              }
            }
          }
        }
      }
    `,
    viewerKey,
  )
  const enter = useSend<teamsEnterMutation>(graphql`
    mutation teamsEnterMutation($id: ID!, $clubId: ID!) {
      enterChallenge(id: $id, clubId: $clubId) {
        id
        ...teams_challenge
      }
    }
  `)
  const withdraw = useSend<teamsWithdrawMutation>(graphql`
    mutation teamsWithdrawMutation($id: ID!, $clubId: ID!) {
      withdrawFromChallenge(id: $id, clubId: $clubId) {
        id
        ...teams_challenge
      }
    }
  `)
  const { id, metric, teams, viewerTeam, status } = challenge
  if (teams == null) return null
  const best = teams[0]?.score ?? 0
  const mine =
    viewer?.clubs?.edges
      .map(({ node }) => node)
      .filter(({ viewerMembership, access }) => runs(roleOf(viewerMembership)) && access !== 'SECRET') ?? []
  const isIn = (clubId: string) => teams.some(({ club }) => club.id === clubId)
  const isOpen = status === 'ACTIVE' || status === 'UPCOMING'
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  return (
    <section className="section">
      <h2>{t('teams')}</h2>
      <ol className="card board">
        {teams.map((team) => (
          <li
            key={team.club.id}
            className={team.club.id === viewerTeam?.id ? 'board-line is-me' : 'board-line'}
            style={{ '--part': best > 0 ? team.score / best : 0 } as React.CSSProperties}
          >
            <span className={team.rank <= 3 ? 'board-rank is-first' : 'board-rank'}>{measures.number(team.rank)}</span>
            <Avatar square size="small" name={team.club.name} url={team.club.avatarUrl} />
            <span className="board-who">
              <Link to={hrefs.club(team.club.slug)}>{team.club.name}</Link>
              {team.club.id === viewerTeam?.id && <span className="chip is-pine">{t('yourTeam')}</span>}
              <span className="soft">{t('counted', { count: team.counted })}</span>
            </span>
            <strong>{score(metric, team.score)}</strong>
          </li>
        ))}
      </ol>
      {isOpen && mine.length > 0 && (
        <p className="challenge-acts">
          {mine.map((club) =>
            isIn(club.id) ? (
              <Button
                key={club.id}
                small
                look="quiet"
                busy={withdraw.isBusy}
                onClick={() => withdraw.send({ id, clubId: club.id }, { failed })}
              >
                {t('withdraw', { club: club.name })}
              </Button>
            ) : (
              <Button
                key={club.id}
                small
                look="outline"
                busy={enter.isBusy}
                onClick={() => enter.send({ id, clubId: club.id }, { failed })}
              >
                {t('enterWith', { club: club.name })}
              </Button>
            ),
          )}
        </p>
      )}
    </section>
  )
}
