import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { newClubMutation } from '#relay/newClubMutation'
import { useRouter } from '../../app/router.tsx'
import { useRefresh } from '../../app/use-refresh.ts'
import { useSend } from '../../app/use-send.ts'
import { ClubForm } from '../../clubs/club-form.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Founds a club. */
export const NewClub = () => {
  const t = useTexts(own)
  const router = useRouter()
  const refresh = useRefresh()
  const [isOpen, setOpen] = useState(false)
  const { send, isBusy, wrong } = useSend<newClubMutation>(
    graphql`
      mutation newClubMutation($input: ClubInput!) {
        createClub(input: $input) {
          id
          slug
        }
      }
    `,
    { FORBIDDEN: t('unverified') },
  )
  return (
    <>
      <Button look="main" icon="plus" onClick={() => setOpen(true)}>
        {t('found')}
      </Button>
      <Dialog title={t('found')} open={isOpen} onClose={() => setOpen(false)}>
        <ClubForm
          send={t('foundMore')}
          isBusy={isBusy}
          wrong={wrong}
          onSend={(input) =>
            send(
              { input },
              {
                done: ({ createClub }) => {
                  refresh()
                  router.go(hrefs.club(createClub.slug))
                },
              },
            )
          }
        />
      </Dialog>
    </>
  )
}
