import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerKeysQuery } from '#relay/partnerKeysQuery'
import type { partnerKeysRevokeMutation } from '#relay/partnerKeysRevokeMutation'
import type { partnerKeysRotateMutation } from '#relay/partnerKeysRotateMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Dialog, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { type Scope, useDesk } from './desk.ts'
import { PartnerMakeKey } from './partner-make-key.tsx'
import { Lacks, ScopeChips } from './scope-chips.tsx'
import { Secret } from './secret.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

interface Key {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  readonly lastUsedAt?: string | null | undefined
  readonly expiresAt?: string | null | undefined
  readonly revokedAt?: string | null | undefined
}

const isOver = ({ revokedAt, expiresAt }: Key, nowMs: number): boolean =>
  revokedAt != null || (expiresAt != null && Date.parse(expiresAt) <= nowMs)

interface RotateProps {
  readonly of: Key | null
  readonly onClose: () => void
  readonly onSecret: (secret: string) => void
}

const Rotate = ({ of, onClose, onSecret }: RotateProps) => {
  const t = useTexts(own)
  const { partner, keyId } = useDesk()
  const { send, isBusy, wrong } = useSend<partnerKeysRotateMutation>(graphql`
    mutation partnerKeysRotateMutation($id: ID!, $overlapHours: Int!) {
      rotateApiKey(id: $id, overlapHours: $overlapHours) {
        apiKey {
          id
          prefix
        }
        secret
      }
    }
  `)
  return (
    <Dialog title={t('rotateQuestion', { name: of?.name ?? '' })} open={of !== null} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (of === null) return
          const overlapHours = Number(new FormData(event.currentTarget).get('hours'))
          send(
            { id: of.id, overlapHours },
            {
              done: ({ rotateApiKey: { secret } }) => {
                // The secret from before may end at once.
                if (of.id === keyId) partner.take(secret)
                onSecret(secret)
                onClose()
              },
            },
          )
        }}
      >
        <p>{t('rotateMore')}</p>
        <TextField
          label={t('overlap')}
          name="hours"
          type="number"
          min={0}
          max={168}
          step={1}
          required
          defaultValue={24}
          hint={t('overlapHint')}
          wrong={wrong.fields.overlapHours}
        />
        <WrongAll text={wrong.all} />
        <div className="ask-answers">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="main" busy={isBusy}>
            {t('rotate')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface RevokeProps {
  readonly of: Key | null
  readonly onClose: () => void
  readonly onDone: () => void
}

const Revoke = ({ of, onClose, onDone }: RevokeProps) => {
  const t = useTexts(own)
  const say = useToast()
  const { keyId } = useDesk()
  const { send, isBusy, wrong } = useSend<partnerKeysRevokeMutation>(graphql`
    mutation partnerKeysRevokeMutation($id: ID!) {
      revokeApiKey(id: $id) {
        brand {
          id
        }
      }
    }
  `)
  return (
    <Dialog title={t('revokeQuestion', { name: of?.name ?? '' })} open={of !== null} onClose={onClose}>
      <div className="ask">
        <p>{t(of?.id === keyId ? 'revokeOwn' : 'revokeMore')}</p>
        <WrongAll text={wrong.all} />
        <div className="ask-answers">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="danger"
            busy={isBusy}
            onClick={() =>
              of !== null &&
              send(
                { id: of.id },
                {
                  done: () => {
                    say(t('revoked'))
                    onClose()
                    onDone()
                  },
                },
              )
            }
          >
            {t('revoke')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** The keys of the brand. One without KEYS_MANAGE finds only itself, and changes nothing. */
export const PartnerKeys = () => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { keyId, may } = useDesk()
  const [rotating, setRotating] = useState<Key | null>(null)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { answer, again } = useAsked<partnerKeysQuery>(
    graphql`
      query partnerKeysQuery {
        partner {
          apiKeys {
            id
            name
            prefix
            scopes
            createdAt
            lastUsedAt
            expiresAt
            revokedAt
          }
        }
      }
    `,
    {},
  )
  if (answer.partner == null) return <Away again={again} />
  const nowMs = Date.now()
  const { apiKeys } = answer.partner
  const [held, over] = [apiKeys.filter((key) => !isOver(key, nowMs)), apiKeys.filter((key) => isOver(key, nowMs))]
  const manages = may('KEYS_MANAGE')
  const took = (made: string) => {
    setSecret(made)
    again()
  }
  const line = (key: Key) => (
    <li key={key.id} className="card is-padded partner-key">
      <h3>
        {key.name} <code>{key.prefix}…</code>
        {key.id === keyId && <span className="chip is-pine">{t('thisKey')}</span>}
      </h3>
      <ScopeChips of={key.scopes} />
      <p className="soft">
        {[
          t('made', { when: measures.dateOf(key.createdAt) }),
          key.lastUsedAt == null ? t('neverUsed') : t('lastUsed', { when: measures.ago(key.lastUsedAt) }),
          key.revokedAt != null
            ? t('wasRevoked', { when: measures.dateTime(key.revokedAt) })
            : key.expiresAt == null
              ? t('noEnd')
              : t('until', { when: measures.dateTime(key.expiresAt) }),
        ].join(' · ')}
      </p>
      {manages && !isOver(key, nowMs) && (
        <div className="partner-acts">
          <Button small icon="repeat" onClick={() => setRotating(key)}>
            {t('rotate')}
          </Button>
          <Button small look="danger" onClick={() => setRevoking(key)}>
            {t('revoke')}
          </Button>
        </div>
      )}
    </li>
  )
  return (
    <div className="partner-two">
      <div className="section">
        {secret !== null && <Secret title={t('newSecret')} secret={secret} onDone={() => setSecret(null)} />}
        <h2>{t('keys')}</h2>
        <ul className="section">{held.map(line)}</ul>
        {over.length > 0 && (
          <details className="partner-more">
            <summary>{t('overKeys', { count: over.length })}</summary>
            <ul className="section">{over.map(line)}</ul>
          </details>
        )}
      </div>
      <div className="section">{manages ? <PartnerMakeKey onSecret={took} /> : <Lacks scope="KEYS_MANAGE" />}</div>
      <Rotate of={rotating} onClose={() => setRotating(null)} onSecret={took} />
      <Revoke of={revoking} onClose={() => setRevoking(null)} onDone={again} />
    </div>
  )
}
