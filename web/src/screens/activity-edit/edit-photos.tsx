import { type Dispatch, type SetStateAction, useState } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import { PHOTO_TYPES, sendPhoto } from '../../api/send-photo.ts'
import { Icon } from '../../design/icon.tsx'
import { Bone, Button } from '../../design/parts.tsx'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { moved } from './moved.ts'
import own from './texts.ts'

interface Photo {
  readonly id: string
  readonly url: string
  readonly caption: string
}

interface EditPhotosProps {
  readonly photos: readonly Photo[]
  readonly onChange: Dispatch<SetStateAction<Photo[]>>
  readonly onSending: (isSending: boolean) => void
}

const MOST = 20

/** The photos of an activity, in their order: more, fewer, another order. They count when the form is saved. */
export const EditPhotos = ({ photos, onChange, onSending }: EditPhotosProps) => {
  const t = useTexts(own)
  const environment = useRelayEnvironment()
  const reasons = useReasons()
  const [onTheWay, setOnTheWay] = useState(0)
  const [refused, setRefused] = useState<readonly string[]>([])
  const take = async (files: readonly File[]) => {
    const taken = files.slice(0, MOST - photos.length)
    onSending(true)
    setRefused([])
    setOnTheWay(taken.length)
    // One after the other, so that they stand in the order in which they were chosen.
    for (const file of taken) {
      try {
        const id = await sendPhoto(environment, file)
        onChange((all) => [...all, { id, url: URL.createObjectURL(file), caption: '' }])
      } catch (error) {
        setRefused((all) => [...all, `${file.name}: ${reasons.photo(error) ?? t('photoFailed')}`])
      }
      setOnTheWay((count) => count - 1)
    }
    onSending(false)
  }
  return (
    <>
      <ol className="edit-photos">
        {photos.map(({ id, url, caption }, at) => (
          <li key={id}>
            <img src={url} alt={caption === '' ? t('photo', { number: at + 1 }) : caption} />
            <div>
              <Button
                small
                look="quiet"
                round
                icon="back"
                disabled={at === 0}
                onClick={() => onChange((all) => moved(all, at, -1))}
              >
                {t('earlier', { number: at + 1 })}
              </Button>
              <Button
                small
                look="quiet"
                round
                icon="bin"
                onClick={() => onChange((all) => all.filter((photo) => photo.id !== id))}
              >
                {t('takeOff', { number: at + 1 })}
              </Button>
            </div>
          </li>
        ))}
        {Array.from({ length: onTheWay }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is on its way has no name yet
          <li key={at}>
            <Bone height="8rem" />
          </li>
        ))}
        {photos.length < MOST && (
          <li>
            <label className="edit-photo-add">
              <Icon name="camera" />
              {t('addPhotos')}
              <input
                className="unseen"
                type="file"
                multiple
                accept={PHOTO_TYPES}
                disabled={onTheWay > 0}
                onChange={(event) => {
                  void take([...(event.target.files ?? [])])
                  event.target.value = ''
                }}
              />
            </label>
          </li>
        )}
      </ol>
      {refused.map((reason) => (
        <p key={reason} className="edit-wrong" role="alert">
          {reason}
        </p>
      ))}
    </>
  )
}
