import { graphql, useFragment } from 'react-relay/hooks'
import type { writingForm_viewer$key } from '#relay/writingForm_viewer'
import type { UpdateProfileInput, writingFormMutation } from '#relay/writingFormMutation'
import { Section } from '../../account/settings.tsx'
import { Appearance } from '../../app/appearance.tsx'
import { useSend } from '../../app/use-send.ts'
import { SelectField, WrongAll } from '../../design/fields.tsx'
import { Choice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** How numbers, times and texts are written. Everything counts at once. */
export const WritingForm = ({ viewer: key }: { readonly viewer: writingForm_viewer$key }) => {
  const t = useTexts(own)
  const { id, units, timeZone } = useFragment(
    graphql`
      fragment writingForm_viewer on Viewer {
        id
        units
        timeZone
      }
    `,
    key,
  )
  const { send, wrong } = useSend<writingFormMutation>(graphql`
    mutation writingFormMutation($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        id
        units
        timeZone
      }
    }
  `)
  const set = (input: Pick<UpdateProfileInput, 'units' | 'timeZone'>) =>
    send(
      { input },
      {
        optimisticUpdater: (store) => {
          for (const [name, value] of Object.entries(input)) store.get(id)?.setValue(value, name)
        },
      },
    )
  const zones = [...new Set([timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Section title={t('writing')} more={t('writingMore')}>
      <div className="profile-choices">
        <Choice
          label={t('units')}
          of={[
            { value: 'METRIC', text: t('metric') },
            { value: 'IMPERIAL', text: t('imperial') },
          ]}
          value={units}
          onChoose={(next) => set({ units: next })}
        />
        <Appearance />
      </div>
      <SelectField
        label={t('timeZone')}
        hint={t('timeZoneHint')}
        of={zones.map((value) => ({ value, text: value.replaceAll('_', ' ') }))}
        value={timeZone}
        onChoose={(next) => set({ timeZone: next })}
        wrong={wrong.fields.timeZone}
      />
      <WrongAll text={wrong.all} />
    </Section>
  )
}
