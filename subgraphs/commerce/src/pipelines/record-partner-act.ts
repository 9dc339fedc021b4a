import { newId } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { doneBy, type PartnerAuditRow } from '../domain/partner-audit.ts'

type Act = Pick<PartnerAuditRow, 'brandId' | 'act' | 'subjectId'> & { readonly note?: string | null }

/** The fields that a change names, for a note. What they are set to stands in the row itself. */
export const namesOf = (change: object): string => Object.keys(change).join(' ')

/** Writes a line into the audit log of a brand. It commits with the act itself. */
export const recordPartnerAct = (
  { caller, stores, runtime }: Pick<Context, 'caller' | 'stores' | 'runtime'>,
  act: Act,
  tx: Tx,
): void =>
  stores.partnerAudit.addAtCommit(
    { _id: newId('AuditEntry'), note: null, ...act, ...doneBy(caller), at: new Date(runtime.now()) },
    tx,
  )
