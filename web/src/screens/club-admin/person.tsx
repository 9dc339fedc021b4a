import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { person_edge$key } from '#relay/person_edge'
import type { personMuteMutation } from '#relay/personMuteMutation'
import type { personOfferMutation } from '#relay/personOfferMutation'
import type { personRemoveMutation } from '#relay/personRemoveMutation'
import type { personRoleMutation } from '#relay/personRoleMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { isAbove, ROLES, type Role, runs } from '../../clubs/rights.ts'
import words from '../../clubs/words.texts.ts'
import { SelectField } from '../../design/fields.tsx'
import { Avatar, Button, Dialog, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface PersonProps {
  readonly edge: person_edge$key
  readonly clubId: string
  readonly viewerRole: Role | null
  readonly status: 'ACTIVE' | 'INVITED' | 'BANNED'
  readonly onChanged: () => void
}

const DAY_MS = 86_400_000
const MUTES = [
  { text: 'muteDay', days: 1 },
  { text: 'muteWeek', days: 7 },
  { text: 'muteMonth', days: 30 },
] as const

/** A member, and what those who run or moderate the club may do. */
export const Person = ({ edge: key, clubId, viewerRole, status, onChanged }: PersonProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const say = useToast()
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const {
    node: athlete,
    role,
    since,
    mutedUntil,
  } = useFragment(
    graphql`
      fragment person_edge on ClubMemberEdge {
        role
        since
        mutedUntil
        node {
          id
          handle
          displayName
          avatarUrl
        }
      }
    `,
    key,
  )
  const setRole = useSend<personRoleMutation>(graphql`
    mutation personRoleMutation($clubId: ID!, $athleteId: ID!, $role: ClubRole!) {
      setClubRole(clubId: $clubId, athleteId: $athleteId, role: $role) {
        id
      }
    }
  `)
  const mute = useSend<personMuteMutation>(graphql`
    mutation personMuteMutation($clubId: ID!, $athleteId: ID!, $until: DateTime) {
      muteClubMember(clubId: $clubId, athleteId: $athleteId, until: $until) {
        id
      }
    }
  `)
  const remove = useSend<personRemoveMutation>(graphql`
    mutation personRemoveMutation($clubId: ID!, $athleteId: ID!, $ban: Boolean!, $reason: String) {
      removeClubMember(clubId: $clubId, athleteId: $athleteId, ban: $ban, reason: $reason) {
        id
        memberCount
      }
    }
  `)
  const offer = useSend<personOfferMutation>(graphql`
    mutation personOfferMutation($clubId: ID!, $athleteId: ID!) {
      transferClub(clubId: $clubId, athleteId: $athleteId) {
        id
        transferOfferedTo {
          id
        }
      }
    }
  `)
  const name = athlete?.displayName ?? t('somebody')
  const isMuted = mutedUntil != null && Date.parse(mutedUntil) > Date.now()
  const mayAct = athlete != null && athlete.id !== athleteId && (status !== 'ACTIVE' || isAbove(viewerRole, role))
  const isBusy = setRole.isBusy || mute.isBusy || remove.isBusy || offer.isBusy
  const then = (text: string) => ({
    done: () => {
      setOpen(false)
      setReason('')
      onChanged()
      say(text)
    },
    failed: (refused: Wrong) => say(sentenceOf(refused) ?? t('failed')),
  })
  const who = { clubId, athleteId: athlete?.id ?? '' }
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  return (
    <li>
      <Avatar name={name} url={athlete?.avatarUrl} />
      <div>
        <p className="rows-name">
          {athlete == null ? <strong>{name}</strong> : <AthleteLink handle={athlete.handle} name={name} />}
          {status === 'ACTIVE' && role !== 'MEMBER' && <span className="chip is-pine">{word(role)}</span>}
        </p>
        <p className="soft">
          {isMuted ? t('muted', { until: measures.dateTime(mutedUntil) }) : t('joined', { when: measures.ago(since) })}
        </p>
      </div>
      {mayAct && (
        <Button look="quiet" round icon="more" onClick={() => setOpen(true)}>
          {t('manage', { name })}
        </Button>
      )}
      {mayAct && (
        <Dialog title={name} open={isOpen} onClose={() => setOpen(false)}>
          <div className="form" aria-busy={isBusy}>
            {status === 'ACTIVE' && runs(viewerRole) && (
              <SelectField
                label={t('role')}
                value={role}
                of={ROLES.filter((each) => isAbove(viewerRole, each)).map((value) => ({ value, text: word(value) }))}
                onChoose={(next) => setRole.send({ ...who, role: next }, then(t('roleSet', { name })))}
              />
            )}
            {status === 'ACTIVE' && (
              <fieldset className="field">
                <legend>{t('mute')}</legend>
                <div className="membership">
                  {isMuted ? (
                    <Button small busy={isBusy} onClick={() => mute.send(who, then(t('unmutedDone', { name })))}>
                      {t('unmute', { name })}
                    </Button>
                  ) : (
                    MUTES.map(({ text, days }) => (
                      <Button
                        key={text}
                        small
                        busy={isBusy}
                        onClick={() =>
                          mute.send(
                            { ...who, until: new Date(Date.now() + days * DAY_MS).toISOString() },
                            then(t('mutedDone', { name })),
                          )
                        }
                      >
                        {t(text)}
                      </Button>
                    ))
                  )}
                </div>
              </fieldset>
            )}
            {status === 'ACTIVE' && (
              <>
                <TextField
                  label={t('reason')}
                  hint={t('banMore')}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
                <div className="membership">
                  <Button
                    look="danger"
                    busy={isBusy}
                    onClick={() => remove.send({ ...who, ban: false, ...why }, then(t('expelDone', { name })))}
                  >
                    {t('expel')}
                  </Button>
                  <Button
                    look="danger"
                    busy={isBusy}
                    onClick={() => remove.send({ ...who, ban: true, ...why }, then(t('banDone', { name })))}
                  >
                    {t('ban')}
                  </Button>
                </div>
              </>
            )}
            {status !== 'ACTIVE' && (
              <Button busy={isBusy} onClick={() => remove.send({ ...who, ban: false }, then(t('saved')))}>
                {t(status === 'BANNED' ? 'unban' : 'withdraw')}
              </Button>
            )}
            {status === 'ACTIVE' && viewerRole === 'OWNER' && (
              <div className="field">
                <p className="hint">{t('offerMore', { name })}</p>
                <Button look="outline" busy={isBusy} onClick={() => offer.send(who, then(t('offerDone', { name })))}>
                  {t('offer')}
                </Button>
              </div>
            )}
          </div>
        </Dialog>
      )}
    </li>
  )
}
