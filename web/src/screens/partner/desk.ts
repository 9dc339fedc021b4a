import { createContext, use } from 'react'
import type { Partner } from '../../api/environment.ts'

export const SCOPES = ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'AFFILIATE_READ', 'KEYS_MANAGE'] as const
export type Scope = (typeof SCOPES)[number]

/** What every part of the console works with. */
export interface Desk {
  readonly partner: Partner
  /** The key that was entered. */
  readonly keyId: string
  readonly expiresAt: string | null
  /** Where the brand counts its days. */
  readonly timeZone: string
  /** How often somebody has tried again after an error of a view. */
  readonly tries: number
  may(scope: Scope): boolean
}

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('There is no key here')
  return desk
}
