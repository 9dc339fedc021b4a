import { graphql } from 'react-relay/hooks'
import type { UpdatePrivacyInput, usePrivacyMutation } from '#relay/usePrivacyMutation'
import { useSend } from '../../app/use-send.ts'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Returns what sets privacy at once, and takes it back with a word where it is refused. */
export const usePrivacy = () => {
  const t = useTexts(own)
  const say = useToast()
  const { send } = useSend<usePrivacyMutation>(graphql`
    mutation usePrivacyMutation($input: UpdatePrivacyInput!) {
      updatePrivacy(input: $input) {
        id
        privacy {
          ...seen_privacy
          ...hidden_privacy
        }
      }
    }
  `)
  return (input: UpdatePrivacyInput): void =>
    send(
      { input },
      {
        optimisticUpdater: (store) => {
          const privacy = store.getRoot().getLinkedRecord('viewer')?.getLinkedRecord('privacy')
          for (const [name, value] of Object.entries(input)) privacy?.setValue(value, name)
        },
        failed: ({ all, fields }) => say(`${t('notKept')} ${all ?? Object.values(fields)[0] ?? ''}`),
      },
    )
}
