import { useState } from 'react'
import { graphql, useFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { picture_athlete$key } from '#relay/picture_athlete'
import type { pictureMutation } from '#relay/pictureMutation'
import { Section } from '../../account/settings.tsx'
import { PHOTO_TYPES, sendPhoto } from '../../api/send-photo.ts'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Avatar, Button } from '../../design/parts.tsx'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The picture of the athlete: another one, or none. */
export const Picture = ({ athlete: key }: { readonly athlete: picture_athlete$key }) => {
  const t = useTexts(own)
  const environment = useRelayEnvironment()
  const reasons = useReasons()
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { displayName, avatarUrl } = useFragment(
    graphql`
      fragment picture_athlete on Athlete {
        displayName
        avatarUrl
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<pictureMutation>(graphql`
    mutation pictureMutation($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        id
        athlete {
          id
          avatarUrl
        }
      }
    }
  `)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setSending(true)
    setRefused(null)
    try {
      const avatarPhotoId = await sendPhoto(environment, file)
      send({ input: { avatarPhotoId } })
    } catch (error) {
      setRefused(reasons.photo(error) ?? t('pictureFailed'))
    } finally {
      setSending(false)
    }
  }
  return (
    <Section title={t('picture')} more={t('pictureMore')}>
      <div className="profile-picture" aria-busy={isSending || isBusy}>
        <Avatar name={displayName} url={avatarUrl} size="huge" />
        <div className="settings-acts">
          <label className="button is-outline">
            {t(isSending || isBusy ? 'pictureSending' : 'pictureChoose')}
            <input
              className="unseen"
              type="file"
              accept={PHOTO_TYPES}
              disabled={isSending || isBusy}
              onChange={(event) => {
                void take(event.target.files?.[0])
                event.target.value = ''
              }}
            />
          </label>
          {avatarUrl != null && (
            <Button look="quiet" busy={isBusy} onClick={() => send({ input: { avatarPhotoId: null } })}>
              {t('pictureRemove')}
            </Button>
          )}
        </div>
      </div>
      <WrongAll text={refused ?? wrong.all ?? wrong.fields.avatarPhotoId ?? null} />
    </Section>
  )
}
