import { useEffect, useState } from 'react'
import { fetchQuery, graphql, useFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { invite_club$key } from '#relay/invite_club'
import type { inviteFindQuery } from '#relay/inviteFindQuery'
import type { inviteMakeLinkMutation } from '#relay/inviteMakeLinkMutation'
import type { inviteRevokeMutation } from '#relay/inviteRevokeMutation'
import type { inviteSendMutation } from '#relay/inviteSendMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { copyText } from '../../app/copy-text.ts'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { isAbove, ROLES, roleOf } from '../../clubs/rights.ts'
import words from '../../clubs/words.texts.ts'
import { SelectField } from '../../design/fields.tsx'
import { Avatar, Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { Handle } from '../../social/handle.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const FIND = graphql`
  query inviteFindQuery($text: String!) {
    searchAthletes(query: $text, first: 6) {
      edges {
        node {
          id
          handle
          displayName
          avatarUrl
        }
      }
    }
  }
`

type Found = NonNullable<inviteFindQuery['response']['searchAthletes']['edges'][number]['node']>

const ASK_AFTER_MS = 200

const InviteSomebody = ({ clubId }: { readonly clubId: string }) => {
  const t = useTexts(own)
  const say = useToast()
  const environment = useRelayEnvironment()
  const [text, setText] = useState('')
  const [people, setPeople] = useState<readonly Found[]>([])
  const { send, isBusy } = useSend<inviteSendMutation>(graphql`
    mutation inviteSendMutation($clubId: ID!, $athleteId: ID!) {
      inviteToClub(clubId: $clubId, athleteId: $athleteId) {
        id
      }
    }
  `)
  useEffect(() => {
    const sought = text.trim().replace(/^@/, '')
    if (sought === '') {
      setPeople([])
      return
    }
    let asked: { unsubscribe(): void } | undefined
    const timer = setTimeout(() => {
      asked = fetchQuery<inviteFindQuery>(environment, FIND, { text: sought }).subscribe({
        next: ({ searchAthletes }) => setPeople(searchAthletes.edges.flatMap(({ node }) => node ?? [])),
        error: () => setPeople([]),
      })
    }, ASK_AFTER_MS)
    return () => {
      clearTimeout(timer)
      asked?.unsubscribe()
    }
  }, [text, environment])
  return (
    <section className="card is-padded form">
      <h2>{t('inviteSomebody')}</h2>
      <TextField
        label={t('athlete')}
        type="search"
        autoCapitalize="none"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {people.length > 0 && (
        <ul className="rows">
          {people.map(({ id, handle, displayName, avatarUrl }) => (
            <li key={id}>
              <Avatar name={displayName} url={avatarUrl} />
              <div>
                <strong>
                  <bdi>{displayName}</bdi>
                </strong>
                <p className="soft">
                  <Handle of={handle} />
                </p>
              </div>
              <Button
                small
                look="main"
                busy={isBusy}
                onClick={() =>
                  send(
                    { clubId, athleteId: id },
                    {
                      done: () => {
                        say(t('invitedDone', { name: displayName }))
                        setText('')
                      },
                      failed: (refused) => say(sentenceOf(refused) ?? t('failed')),
                    },
                  )
                }
              >
                {t('invite')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const DAYS = [null, 1, 7, 30, 365] as const

/** Brings people into the club: by name, and by links. */
export const Invite = ({ club: key }: { readonly club: invite_club$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const say = useToast()
  const measures = useMeasures()
  const refresh = useRefresh()
  const [role, setRole] = useState<'ADMIN' | 'MODERATOR' | 'MEMBER'>('MEMBER')
  const [days, setDays] = useState<string>('30')
  const club = useFragment(
    graphql`
      fragment invite_club on Club {
        id
        name
        viewerMembership {
          role
          status
        }
        invites {
          id
          url
          role
          usesLeft
          expiresAt
        }
      }
    `,
    key,
  )
  const make = useSend<inviteMakeLinkMutation>(graphql`
    mutation inviteMakeLinkMutation($input: ClubInviteInput!) {
      createClubInvite(input: $input) {
        id
      }
    }
  `)
  const revoke = useSend<inviteRevokeMutation>(graphql`
    mutation inviteRevokeMutation($id: ID!) {
      revokeClubInvite(id: $id) {
        id
        invites {
          id
        }
      }
    }
  `)
  const viewerRole = roleOf(club.viewerMembership)
  const invites = club.invites ?? []
  const copy = (url: string) => copyText(url).then((isCopied) => say(t(isCopied ? 'copied' : 'notCopied')))
  const share = (url: string) => void navigator.share({ title: club.name, url }).catch(() => undefined)
  const roles = ROLES.filter((each) => each !== 'OWNER' && isAbove(viewerRole, each)) as ('ADMIN' | 'MODERATOR' | 'MEMBER')[]
  return (
    <div className="club-admin-two">
      <div className="section">
        <h2>{t('linksOf')}</h2>
        <p className="soft">{t('linksMore')}</p>
        {invites.length === 0 && <p className="soft">{t('noLinks')}</p>}
        <ul className="section">
          {invites.map(({ id, url, role: joinsAs, usesLeft, expiresAt }) => (
            <li key={id} className="card invite-link">
              <p className="case-facts">
                <span className={joinsAs === 'MEMBER' ? 'chip' : 'chip is-ember'}>{word(joinsAs)}</span>
                <span className="soft">
                  {usesLeft == null ? t('anyUses') : t('usesLeft', { count: usesLeft })}
                  {expiresAt != null && ` · ${t('expires', { when: measures.dateTime(expiresAt) })}`}
                </span>
              </p>
              <input className="input" readOnly value={url} aria-label={t('link')} onFocus={(event) => event.target.select()} />
              <div className="case-acts">
                {'share' in navigator && (
                  <Button look="main" small onClick={() => share(url)}>
                    {t('share')}
                  </Button>
                )}
                <Button small onClick={() => copy(url)}>
                  {t('copy')}
                </Button>
                <Button
                  small
                  look="quiet"
                  busy={revoke.isBusy}
                  onClick={() =>
                    revoke.send({ id }, { done: refresh, failed: (refused) => say(sentenceOf(refused) ?? t('failed')) })
                  }
                >
                  {t('revoke')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div className="section">
        <form
          className="card is-padded form"
          onSubmit={(event) => {
            event.preventDefault()
            const uses = String(new FormData(event.currentTarget).get('uses') ?? '').trim()
            make.send(
              {
                input: {
                  clubId: club.id,
                  role,
                  ...(uses !== '' && { maxUses: Number(uses) }),
                  ...(days !== 'null' && { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() }),
                },
              },
              { done: refresh },
            )
          }}
        >
          <h2>{t('newLink')}</h2>
          <div className="form-row">
            <SelectField
              label={t('joinsAs')}
              value={role}
              of={roles.map((value) => ({ value, text: word(value) }))}
              onChoose={setRole}
            />
            <SelectField
              label={t('until')}
              value={days}
              of={DAYS.map((count) => ({ value: String(count), text: count === null ? t('forever') : t('days', { count }) }))}
              onChoose={setDays}
              wrong={make.wrong.fields.expiresAt}
            />
          </div>
          <TextField label={t('uses')} name="uses" type="number" min={1} hint={t('usesHint')} wrong={make.wrong.fields.maxUses} />
          {make.wrong.all !== null && (
            <p className="form-wrong" role="alert">
              {make.wrong.all}
            </p>
          )}
          <Button type="submit" look="main" busy={make.isBusy}>
            {t('makeLink')}
          </Button>
        </form>
        <InviteSomebody clubId={club.id} />
      </div>
    </div>
  )
}
