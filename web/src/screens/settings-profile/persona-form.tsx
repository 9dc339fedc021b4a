import { graphql, useFragment } from 'react-relay/hooks'
import type { personaForm_viewer$key } from '#relay/personaForm_viewer'
import type { personaFormMutation } from '#relay/personaFormMutation'
import names from '../../account/persona.texts.ts'
import { Section } from '../../account/settings.tsx'
import { PERSONAS } from '../../app/personas.ts'
import { useSend } from '../../app/use-send.ts'
import { CardChoice, WrongAll } from '../../design/fields.tsx'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** What comes first in the app. */
export const PersonaForm = ({ viewer: key }: { readonly viewer: personaForm_viewer$key }) => {
  const t = useTexts(own)
  const name = useTexts(names)
  const say = useToast()
  const { id, persona } = useFragment(
    graphql`
      fragment personaForm_viewer on Viewer {
        id
        persona
      }
    `,
    key,
  )
  const { send, wrong, isBusy } = useSend<personaFormMutation>(graphql`
    mutation personaFormMutation($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        id
        persona
      }
    }
  `)
  return (
    <Section title={name('persona')} more={t('personaMore')}>
      <CardChoice
        label={name('persona')}
        name="persona"
        of={PERSONAS.map((value) => ({ value, text: name(value), more: t(`${value}_MORE`) }))}
        value={persona}
        onChoose={(next) =>
          send({ input: { persona: next } }, { optimisticUpdater: (store) => store.get(id)?.setValue(next, 'persona') })
        }
      />
      <WrongAll text={wrong.all} />
      <div className="settings-acts">
        <Button
          look="outline"
          busy={isBusy}
          onClick={() =>
            send(
              { input: { persona: null } },
              { done: ({ updateProfile }) => say(t('personaAuto', { which: name(updateProfile.persona) })) },
            )
          }
        >
          {t('personaReset')}
        </Button>
      </div>
    </Section>
  )
}
