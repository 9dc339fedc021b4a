import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import { useToast } from '../design/toasts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { type Outbox, openOutbox } from './outbox.ts'
import type { KeptTask } from './store.ts'
import { replaces, sendTask, showTask, type Task } from './tasks.ts'
import own from './texts.ts'

const OutboxContext = createContext<Outbox<Task> | null>(null)

/** The box of what waits for the network; null for who is signed out. */
export const useOutbox = (): Outbox<Task> | null => use(OutboxContext)

const NOTHING: readonly KeptTask<Task>[] = []

/** What waits, in its order. */
export const useWaiting = (): readonly KeptTask<Task>[] => {
  const outbox = useOutbox()
  return useSyncExternalStore(
    (hear) => outbox?.onChange(hear) ?? (() => undefined),
    () => outbox?.now() ?? NOTHING,
  )
}

/** Keeps what the athlete does without a network, and sends it when there is one. */
export const OutboxProvider = ({ athleteId, children }: { readonly athleteId: string; readonly children: ReactNode }) => {
  const t = useTexts(own)
  const say = useToast()
  const environment = useRelayEnvironment()
  const [outbox] = useState(() =>
    openOutbox<Task>({
      athleteId,
      send: (task, keep) => sendTask(environment, task, keep),
      show: (kept) => showTask(environment, athleteId, kept),
      replaces,
      staysRefused: ({ is }) => is !== 'kudos',
      onRefused: () => say(t('kudosRefused')),
    }),
  )
  useEffect(() => outbox.start(), [outbox])
  return <OutboxContext value={outbox}>{children}</OutboxContext>
}
