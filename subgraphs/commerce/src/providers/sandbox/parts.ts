import type { Database, Runtime } from '@gruppetto/runtime'
import type { SandboxRows } from './sandbox-rows.ts'

/** Takes a webhook as the platform's route for them does: with its raw body and its headers. Throws when it has to be sent again. */
export type WebhookReceiver = (rawBody: string, headers: Readonly<Record<string, string>>) => Promise<void>

/** What the sandbox works with. */
export interface SandboxParts {
  readonly runtime: Pick<Runtime, 'config' | 'now' | 'log'>
  readonly database: Pick<Database, 'transact'>
  readonly rows: SandboxRows
}
