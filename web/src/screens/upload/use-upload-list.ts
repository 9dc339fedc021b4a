import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import type { Environment } from 'relay-runtime'
import { useRenewal } from '../../app/use-renewal.ts'
import { useOutbox } from '../../offline/outbox-context.tsx'
import { followToEnd, readEarlier, retry, send } from './sending.ts'
import { openUploadList, type UploadList } from './upload-list.ts'

/** One for each session: another athlete does not see these files. */
const lists = new WeakMap<Environment, UploadList>()

/** Asks before the page is left while files are on their way: the browser would forget them. */
const askBeforeLeaving = (event: Event) => event.preventDefault()

/**
 * The files that are uploaded in this session, which go on while another screen is shown, and those of an earlier time or another device that are
 * under way or have failed lately.
 */
export const useUploadList = () => {
  const environment = useRelayEnvironment()
  const outbox = useOutbox()
  const list = useMemo(() => {
    const known = lists.get(environment)
    if (known !== undefined) return known
    const made = openUploadList({
      send: (file, hear) => send(environment, file, hear),
      follow: (id, hear) => followToEnd(environment, id, hear),
      retry: (id, hear) => retry(environment, id, hear),
      keep: async (file, begun) => (await outbox?.add({ is: 'upload', file, ...(begun === null ? {} : { begun }) })) === true,
    })
    made.onChange(() => {
      if (made.isBusy()) addEventListener('beforeunload', askBeforeLeaving)
      else removeEventListener('beforeunload', askBeforeLeaving)
    })
    lists.set(environment, made)
    return made
  }, [environment, outbox])
  const earlier = useRenewal(async () => {
    const uploads = await readEarlier(environment)
    // What waits for the network is shown as such.
    const waiting = new Set(outbox?.now().flatMap(({ task }) => (task.is === 'upload' ? (task.begun?.id ?? []) : [])))
    list.resume(uploads.filter(({ upload }) => !waiting.has(upload.id)))
  })
  useEffect(() => earlier.renew(), [earlier])
  return { list, entries: useSyncExternalStore(list.onChange, list.now) }
}
