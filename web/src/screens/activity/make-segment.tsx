import { type FormEvent, useState } from 'react'
import { graphql, useMutation } from 'react-relay/hooks'
import type { makeSegmentMutation } from '#relay/makeSegmentMutation'
import type { GraphqlError } from '../../api/environment.ts'
import { useRouter } from '../../app/router.tsx'
import { Button, Dialog, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import type { Stretch } from './bands.ts'
import own from './texts.ts'

interface MakeSegmentProps {
  readonly activityId: string
  readonly range: Stretch
}

/** Makes a segment of the stretch that the athlete has chosen in the charts. */
export const MakeSegment = ({ activityId, range }: MakeSegmentProps) => {
  const t = useTexts(own)
  const { go } = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<{ readonly name?: string; readonly stretch?: string }>({})
  const [make, isMaking] = useMutation<makeSegmentMutation>(graphql`
    mutation makeSegmentMutation($input: CreateSegmentInput!) {
      createSegment(input: $input) {
        id
      }
    }
  `)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong({})
    make({
      variables: {
        input: { activityId, name, startSeconds: Math.floor(range.from), endSeconds: Math.ceil(range.to) },
      },
      onCompleted: ({ createSegment }, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        if (error === undefined) return go(hrefs.segment(createSegment.id))
        const isName = error.extensions?.fields?.some(({ path }) => path === 'input.name') === true
        setWrong(
          isName
            ? { name: t('segmentName') }
            : { stretch: t(error.extensions?.code === 'BAD_USER_INPUT' ? 'segmentStretch' : 'segmentFailed') },
        )
      },
      onError: () => setWrong({ stretch: t('segmentFailed') }),
    })
  }
  return (
    <>
      <Button small icon="flag" onClick={() => setOpen(true)}>
        {t('makeSegment')}
      </Button>
      <Dialog title={t('makeSegment')} open={isOpen} onClose={() => setOpen(false)}>
        <form className="make-segment" onSubmit={submit}>
          <p className="soft">{t('makeSegmentMore')}</p>
          <TextField
            label={t('segmentLabel')}
            value={name}
            maxLength={100}
            required
            wrong={wrong.name}
            onChange={(event) => setName(event.target.value)}
          />
          {wrong.stretch !== undefined && (
            <p className="wrong" role="alert">
              {wrong.stretch}
            </p>
          )}
          <Button type="submit" look="main" busy={isMaking} disabled={name.trim() === ''}>
            {t('make')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
