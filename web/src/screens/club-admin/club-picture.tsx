import { useState } from 'react'
import { graphql, useFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { clubPicture_club$key } from '#relay/clubPicture_club'
import type { clubPictureMutation } from '#relay/clubPictureMutation'
import { PHOTO_TYPES, sendPhoto } from '../../api/send-photo.ts'
import { useSend } from '../../app/use-send.ts'
import { Avatar, Button } from '../../design/parts.tsx'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The picture of the club: another one, or none. */
export const ClubPicture = ({ club: key }: { readonly club: clubPicture_club$key }) => {
  const t = useTexts(own)
  const environment = useRelayEnvironment()
  const reasons = useReasons()
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { id, name, avatarUrl } = useFragment(
    graphql`
      fragment clubPicture_club on Club {
        id
        name
        avatarUrl
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<clubPictureMutation>(graphql`
    mutation clubPictureMutation($id: ID!, $input: ClubInput!) {
      updateClub(id: $id, input: $input) {
        id
        avatarUrl
      }
    }
  `)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setSending(true)
    setRefused(null)
    try {
      const avatarPhotoId = await sendPhoto(environment, file)
      send({ id, input: { name, avatarPhotoId } })
    } catch (error) {
      setRefused(reasons.photo(error) ?? t('pictureFailed'))
    } finally {
      setSending(false)
    }
  }
  const isUnderWay = isSending || isBusy
  const problem = refused ?? wrong.all ?? wrong.fields.avatarPhotoId ?? null
  return (
    <div className="club-picture" aria-busy={isUnderWay}>
      <Avatar square size="huge" name={name} url={avatarUrl} />
      <div className="case-acts">
        <label className="button is-outline">
          {t(isUnderWay ? 'pictureSending' : 'pictureChoose')}
          <input
            className="unseen"
            type="file"
            accept={PHOTO_TYPES}
            disabled={isUnderWay}
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
        {avatarUrl != null && (
          <Button
            look="quiet"
            busy={isUnderWay}
            onClick={() => send({ id, input: { name, avatarPhotoId: null, avatarUrl: null } })}
          >
            {t('pictureRemove')}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p className="form-wrong" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
