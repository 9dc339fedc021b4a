import '../../clubs/clubs.css'
import '../../social/social.css'
import './join.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { joinMutation } from '#relay/joinMutation'
import type { joinQuery } from '#relay/joinQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link, useRouter, useVisit } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import words from '../../clubs/words.texts.ts'
import { Avatar, Button, buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

export default function Join({ query, params }: ScreenProps<joinQuery, '/invitations/$token'>) {
  const t = useTexts(own)
  const word = useTexts(words)
  const router = useRouter()
  const { address: here } = useVisit()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const { clubInvite: invite } = usePreloadedQuery<joinQuery>(
    graphql`
      query joinQuery($token: String!) @preloadable {
        clubInvite(token: $token) {
          clubName
          clubAvatarUrl
          role
          invitedBy {
            id
            displayName
          }
        }
      }
    `,
    query,
  )
  const { send, isBusy, wrong } = useSend<joinMutation>(
    graphql`
      mutation joinMutation($token: String!) {
        joinByInvite(token: $token) {
          id
          slug
        }
      }
    `,
    { NOT_FOUND: t('ended') },
  )
  if (invite == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return (
    <div className="page join">
      <title>{`${t('title', { club: invite.clubName })} · Gruppetto`}</title>
      <section className="card is-padded join-card">
        <Avatar square size="large" name={invite.clubName} url={invite.clubAvatarUrl} />
        <h1>{t('title', { club: invite.clubName })}</h1>
        <p>{invite.invitedBy == null ? t('more') : t('by', { name: invite.invitedBy.displayName })}</p>
        {invite.role !== 'MEMBER' && <p>{t('as', { role: word(invite.role) })}</p>}
        {wrong.all !== null && (
          <p className="form-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        {athleteId === null ? (
          <>
            <Link className={buttonClass('main')} to={hrefs.signUp(here)}>
              {t('signUp')}
            </Link>
            <Link className={buttonClass('quiet')} to={hrefs.signIn(here)}>
              {t('signIn')}
            </Link>
          </>
        ) : (
          <Button
            look="main"
            busy={isBusy}
            onClick={() =>
              send(
                { token: params.token },
                {
                  done: ({ joinByInvite }) => {
                    refresh()
                    router.go(hrefs.club(joinByInvite.slug), 'replace')
                  },
                },
              )
            }
          >
            {t('join')}
          </Button>
        )}
      </section>
    </div>
  )
}
