import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { editForm_activity$key } from '#relay/editForm_activity'
import type { editForm_viewer$key } from '#relay/editForm_viewer'
import type { editFormMutation } from '#relay/editFormMutation'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { CardChoice, SelectField } from '../../design/fields.tsx'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { EditPhotos } from './edit-photos.tsx'
import own from './texts.ts'

const SPORTS = Object.keys(sports) as (keyof typeof sports)[]
const VISIBILITIES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const

interface EditFormProps {
  readonly activity: editForm_activity$key
  readonly viewer: editForm_viewer$key
}

/** What its athlete says of an activity. */
export const EditForm = ({ activity: key, viewer }: EditFormProps) => {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const say = useToast()
  const { go } = useRouter()
  const activity = useFragment(
    graphql`
      fragment editForm_activity on Activity {
        id
        name
        description
        sport
        visibility
        gear {
          id
          name
        }
        photos {
          id
          thumbnail: url(size: THUMBNAIL)
          caption
        }
      }
    `,
    key,
  )
  const { gear } = useFragment(
    graphql`
      fragment editForm_viewer on Viewer {
        gear {
          id
          name
          kind
          retired
        }
      }
    `,
    viewer,
  )
  const { send, isBusy, wrong } = useSend<editFormMutation>(graphql`
    mutation editFormMutation($id: ID!, $input: UpdateActivityInput!) {
      updateActivity(id: $id, input: $input) {
        id
        ...editForm_activity
        ...head_activity
        photos {
          id
          url
          width
          height
          caption
        }
      }
    }
  `)
  const [sport, setSport] = useState(activity.sport)
  const [visibility, setVisibility] = useState(activity.visibility)
  const [photos, setPhotos] = useState(
    (activity.photos ?? []).map(({ id, thumbnail, caption }) => ({ id, url: thumbnail, caption: caption ?? '' })),
  )
  const [isSending, setSending] = useState(false)
  const hadPhotos = (activity.photos ?? []).map(({ id }) => id).join(' ')
  const choosable = (gear ?? []).filter(({ id, retired }) => !retired || id === activity.gear?.id)
  const save = (form: FormData) => {
    const gearId = String(form.get('gearId') ?? '')
    const input = {
      name: String(form.get('name')).trim(),
      description: String(form.get('description')).trim(),
      sport,
      visibility,
      // What could not be read is not changed.
      ...(gear == null ? {} : { gearId: gearId === '' ? null : gearId }),
      ...(activity.photos == null || photos.map(({ id }) => id).join(' ') === hadPhotos
        ? {}
        : { photoIds: photos.map(({ id }) => id) }),
    }
    send(
      { id: activity.id, input },
      {
        done: () => {
          say(t('saved'))
          go(hrefs.activity(activity.id))
        },
      },
    )
  }
  return (
    <form
      className="card is-padded edit-form"
      onSubmit={(event) => {
        event.preventDefault()
        save(new FormData(event.currentTarget))
      }}
    >
      <TextField label={t('name')} name="name" required maxLength={200} defaultValue={activity.name} wrong={wrong.fields.name} />
      <TextArea
        label={t('description')}
        name="description"
        rows={4}
        defaultValue={activity.description ?? ''}
        wrong={wrong.fields.description}
      />
      <div className="edit-pair">
        <SelectField
          label={t('sport')}
          of={SPORTS.map((value) => ({ value, text: nameOfSport(value) }))}
          value={sport}
          onChoose={setSport}
          wrong={wrong.fields.sport}
        />
        {gear != null && (
          <SelectField
            label={t('gear')}
            name="gearId"
            of={[{ value: '', text: t('noGear') }, ...choosable.map(({ id, name }) => ({ value: id, text: name }))]}
            defaultValue={activity.gear?.id ?? ''}
            wrong={wrong.fields.gearId}
          />
        )}
      </div>
      {sport !== activity.sport && <p className="edit-note">{t('sportMore')}</p>}
      <div className="edit-group">
        <h2>{t('who')}</h2>
        <CardChoice
          label={t('who')}
          name="visibility"
          of={VISIBILITIES.map((value) => ({ value, text: t(value), more: t(`${value}_MORE`) }))}
          value={visibility}
          onChoose={setVisibility}
        />
      </div>
      <div className="edit-group">
        <h2>{t('photos')}</h2>
        <EditPhotos photos={photos} onChange={setPhotos} onSending={setSending} />
        {wrong.fields.photoIds !== undefined && (
          <p className="edit-wrong" role="alert">
            {wrong.fields.photoIds}
          </p>
        )}
      </div>
      {wrong.all !== null && (
        <p className="edit-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <div className="edit-acts">
        <Button type="submit" look="main" busy={isBusy || isSending}>
          {t('save')}
        </Button>
        {isSending && <span role="status">{t('photosSending')}</span>}
      </div>
    </form>
  )
}
