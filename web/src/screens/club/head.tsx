import { graphql, useFragment } from 'react-relay/hooks'
import type { head_club$key } from '#relay/head_club'
import type { headAnswerOfferMutation } from '#relay/headAnswerOfferMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Membership } from '../../clubs/membership.tsx'
import { moderates, roleOf } from '../../clubs/rights.ts'
import clubTexts from '../../clubs/texts.ts'
import words from '../../clubs/words.texts.ts'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Avatar, Button, buttonClass } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const Offer = ({ clubId }: { readonly clubId: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const refresh = useRefresh()
  const { send, isBusy } = useSend<headAnswerOfferMutation>(graphql`
    mutation headAnswerOfferMutation($clubId: ID!, $accept: Boolean!) {
      respondToClubTransfer(clubId: $clubId, accept: $accept) {
        id
        viewerMembership {
          role
        }
      }
    }
  `)
  const answer = (accept: boolean) =>
    send({ clubId, accept }, { done: refresh, failed: (refused) => say(sentenceOf(refused) ?? t('failed')) })
  return (
    <section className="notice club-offer">
      <h2>{t('offered')}</h2>
      <p>{t('offeredMore')}</p>
      <div className="membership">
        <Button look="main" busy={isBusy} onClick={() => answer(true)}>
          {t('takeOver')}
        </Button>
        <Button look="quiet" busy={isBusy} onClick={() => answer(false)}>
          {t('noThanks')}
        </Button>
      </div>
    </section>
  )
}

/** Which club it is, and what the viewer is in it. */
export const Head = ({ club: key }: { readonly club: head_club$key }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const word = useTexts(words)
  const sport = useTexts(sports)
  const { athleteId } = useVisitor()
  const club = useFragment(
    graphql`
      fragment head_club on Club {
        id
        slug
        name
        description
        avatarUrl
        sports
        access
        memberCount
        viewerMembership {
          role
          status
        }
        transferOfferedTo {
          id
        }
        joinRequests(first: 1) {
          totalCount
        }
        moderationQueue(first: 1) {
          totalCount
        }
        faces: members(first: 5) {
          edges {
            node {
              id
              displayName
              avatarUrl
            }
          }
        }
        ...membership_club
      }
    `,
    key,
  )
  const role = roleOf(club.viewerMembership)
  const waiting = (club.joinRequests?.totalCount ?? 0) + (club.moderationQueue?.totalCount ?? 0)
  const faces = club.faces.edges.flatMap(({ node }) => node ?? [])
  const isOffered = athleteId !== null && club.transferOfferedTo?.id === athleteId && role !== 'OWNER'
  return (
    <>
      <header className="club-head">
        <Avatar square size="large" name={club.name} url={club.avatarUrl} />
        <div className="club-title">
          <h1>{club.name}</h1>
          <p className="club-chips">
            {club.sports.slice(0, 3).map((each) => (
              <span className="chip" key={each}>
                <Icon name={iconOfSport(each)} />
                {sport(each)}
              </span>
            ))}
            {club.access !== 'OPEN' && (
              <span className="chip is-gold">
                <Icon name="lock" />
                {word(club.access)}
              </span>
            )}
            {role !== null && role !== 'MEMBER' && <span className="chip is-pine">{word(role)}</span>}
          </p>
        </div>
        {club.description != null && club.description !== '' && (
          <p className="club-about" dir="auto">
            {club.description}
          </p>
        )}
        {club.memberCount > 0 && (
          <p className="club-faces">
            {faces.length > 0 && (
              <span>
                {faces.map(({ id, displayName, avatarUrl }) => (
                  <Avatar key={id} size="small" name={displayName} url={avatarUrl} />
                ))}
              </span>
            )}
            {common('members', { count: club.memberCount })}
          </p>
        )}
        <div className="club-acts">
          {moderates(role) && (
            <Link
              className={buttonClass('main')}
              to={hrefs.clubAdmin(club.slug, (club.joinRequests?.totalCount ?? 0) > 0 ? 'requests' : undefined)}
            >
              <Icon name="tools" />
              {t('run')}
              {waiting > 0 && (
                <span className="count">
                  <span aria-hidden="true">{waiting}</span>
                  <span className="unseen">{t('waiting', { count: waiting })}</span>
                </span>
              )}
            </Link>
          )}
          <Membership club={club} leftTo={hrefs.clubs()} />
        </div>
      </header>
      {isOffered && <Offer clubId={club.id} />}
    </>
  )
}
