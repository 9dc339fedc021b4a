import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { settings_club$key } from '#relay/settings_club'
import type { settingsDeleteMutation } from '#relay/settingsDeleteMutation'
import type { settingsTakeBackMutation } from '#relay/settingsTakeBackMutation'
import type { settingsUpdateMutation } from '#relay/settingsUpdateMutation'
import type { settingsWordsMutation } from '#relay/settingsWordsMutation'
import { sentenceOf, type Wrong } from '../../api/wrong.ts'
import { useRouter } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { ClubForm } from '../../clubs/club-form.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Button, Dialog, TextArea, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { ClubPicture } from './club-picture.tsx'
import own from './texts.ts'

const WAITS = [0, 60, 300, 900, 3_600, 21_600, 86_400] as const

/** What stands about the club, its word rules, and its end. */
export const Settings = ({ club: key }: { readonly club: settings_club$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const router = useRouter()
  const refresh = useRefresh()
  const { athleteId } = useVisitor()
  const [isDeleting, setDeleting] = useState(false)
  const [typed, setTyped] = useState('')
  const club = useFragment(
    graphql`
      fragment settings_club on Club {
        id
        slug
        name
        description
        sports
        access
        location {
          latitude
          longitude
        }
        slowModeSeconds
        heldWords
        transferOfferedTo {
          id
          displayName
        }
        viewerMembership {
          role
        }
        ...clubPicture_club
      }
    `,
    key,
  )
  const [slow, setSlow] = useState(String(club.slowModeSeconds ?? 0))
  const update = useSend<settingsUpdateMutation>(graphql`
    mutation settingsUpdateMutation($id: ID!, $input: ClubInput!) {
      updateClub(id: $id, input: $input) {
        id
        slug
        ...settings_club
      }
    }
  `)
  const words = useSend<settingsWordsMutation>(graphql`
    mutation settingsWordsMutation($id: ID!, $input: ClubInput!) {
      updateClub(id: $id, input: $input) {
        id
        slowModeSeconds
        heldWords
      }
    }
  `)
  const takeBack = useSend<settingsTakeBackMutation>(graphql`
    mutation settingsTakeBackMutation($clubId: ID!, $athleteId: ID!) {
      transferClub(clubId: $clubId, athleteId: $athleteId) {
        id
        transferOfferedTo {
          id
          displayName
        }
      }
    }
  `)
  const end = useSend<settingsDeleteMutation>(graphql`
    mutation settingsDeleteMutation($id: ID!) {
      deleteClub(id: $id)
    }
  `)
  const failed = (refused: Wrong) => say(sentenceOf(refused) ?? t('failed'))
  const waitText = (seconds: number): string =>
    seconds === 0
      ? t('slowOff')
      : seconds < 3_600
        ? t('minutes', { count: Math.round(seconds / 60) })
        : t('hoursOf', { count: Math.round(seconds / 3_600) })
  const waits = [...new Set([...WAITS, club.slowModeSeconds ?? 0])].sort((a, b) => a - b)
  return (
    <div className="club-admin-two">
      <section className="card is-padded section">
        <h2>{t('about')}</h2>
        <ClubPicture club={club} />
        <ClubForm
          known={club}
          send={t('save')}
          isBusy={update.isBusy}
          wrong={update.wrong}
          onSend={(input) =>
            update.send(
              { id: club.id, input },
              {
                done: ({ updateClub }) => {
                  say(t('saved'))
                  if (updateClub.slug === club.slug) refresh()
                  else router.go(hrefs.clubAdmin(updateClub.slug, 'settings'), 'replace')
                },
              },
            )
          }
        />
      </section>
      <div className="section">
        <form
          className="card is-padded form"
          onSubmit={(event) => {
            event.preventDefault()
            const lines = String(new FormData(event.currentTarget).get('words') ?? '')
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
            words.send(
              { id: club.id, input: { name: club.name, heldWords: lines, slowModeSeconds: Number(slow) } },
              { done: () => say(t('saved')) },
            )
          }}
        >
          <h2>{t('words')}</h2>
          <TextArea
            label={t('wordsLabel')}
            name="words"
            rows={6}
            hint={t('wordsHint')}
            defaultValue={(club.heldWords ?? []).join('\n')}
            wrong={words.wrong.fields.heldWords}
          />
          <SelectField
            label={t('slow')}
            value={slow}
            of={waits.map((seconds) => ({ value: String(seconds), text: waitText(seconds) }))}
            onChoose={setSlow}
            wrong={words.wrong.fields.slowModeSeconds}
          />
          {words.wrong.all !== null && (
            <p className="form-wrong" role="alert">
              {words.wrong.all}
            </p>
          )}
          <Button type="submit" look="main" busy={words.isBusy}>
            {t('save')}
          </Button>
        </form>
        {club.viewerMembership?.role === 'OWNER' && (
          <section className="card is-padded section">
            <h2>{t('danger')}</h2>
            {club.transferOfferedTo != null && athleteId !== null && (
              <>
                <p>{t('offered', { name: club.transferOfferedTo.displayName })}</p>
                <Button busy={takeBack.isBusy} onClick={() => takeBack.send({ clubId: club.id, athleteId }, { failed })}>
                  {t('takeOfferBack')}
                </Button>
              </>
            )}
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t('deleteIt')}
            </Button>
            <Dialog title={t('deleteQuestion', { club: club.name })} open={isDeleting} onClose={() => setDeleting(false)}>
              <div className="ask">
                <p>{t('deleteMore')}</p>
                <TextField label={t('deleteName')} value={typed} onChange={(event) => setTyped(event.target.value)} />
                <div className="ask-answers">
                  <Button onClick={() => setDeleting(false)}>{t('keep')}</Button>
                  <Button
                    look="danger"
                    busy={end.isBusy || typed.trim() !== club.name}
                    onClick={() =>
                      end.send(
                        { id: club.id },
                        {
                          done: () => {
                            refresh()
                            router.go(hrefs.clubs(), 'replace')
                          },
                          failed,
                        },
                      )
                    }
                  >
                    {t('deleteIt')}
                  </Button>
                </div>
              </div>
            </Dialog>
          </section>
        )}
      </div>
    </div>
  )
}
