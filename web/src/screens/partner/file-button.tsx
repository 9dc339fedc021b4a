import { useState } from 'react'
import { OfflineError } from '../../api/session.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useDesk } from './desk.ts'
import own from './texts.ts'

interface FileButtonProps {
  readonly path: string
  /** What the file is called where it is saved. */
  readonly name: string
  readonly text: string
}

/** Fetches one of the partner's files and saves it. The key goes in a header, which a link can't send. */
export const FileButton = ({ path, name, text }: FileButtonProps) => {
  const t = useTexts(own)
  const say = useToast()
  const { partner } = useDesk()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    const answer = await partner.file(path)
    // The console asks for another key.
    if (answer.status === 401) return
    if (answer.status === 429) return say(t('wait', { seconds: Number(answer.headers.get('retry-after') ?? 60) }))
    if (!answer.ok) return say(t(answer.status === 404 ? 'noFile' : 'fileFailed'))
    const url = URL.createObjectURL(await answer.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    URL.revokeObjectURL(url)
  }
  const press = async () => {
    setBusy(true)
    try {
      await save()
    } catch (error) {
      say(t(error instanceof OfflineError ? 'fileOffline' : 'fileFailed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button small look="outline" icon="download" busy={isBusy} onClick={press}>
      {text}
    </Button>
  )
}
