import { type FormEvent, useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { makeSegmentMutation } from '#relay/makeSegmentMutation'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { Button, Dialog, TextField } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import type { Stretch } from './bands.ts'
import own from './texts.ts'

const MAKE = graphql`
  mutation makeSegmentMutation($input: CreateSegmentInput!) {
    createSegment(input: $input) {
      id
    }
  }
`

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
  const { send, isBusy, wrong } = useSend<makeSegmentMutation>(MAKE)
  const { name: isWrongName, ...others } = wrong.fields
  const said = Object.keys(others).length > 0 ? t('segmentStretch') : wrong.all
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(
      { input: { activityId, name, startSeconds: Math.floor(range.from), endSeconds: Math.ceil(range.to) } },
      { done: ({ createSegment }) => go(hrefs.segment(createSegment.id)) },
    )
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
            wrong={isWrongName === undefined ? undefined : t('segmentName')}
            onChange={(event) => setName(event.target.value)}
          />
          {said !== null && (
            <p className="wrong" role="alert">
              {said}
            </p>
          )}
          <Button type="submit" look="main" busy={isBusy} disabled={name.trim() === ''}>
            {t('make')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}
