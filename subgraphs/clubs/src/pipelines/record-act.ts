import { newId } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { AuditEntryRow } from '../domain/audit.ts'
import type { Services } from '../services.ts'

type Act = Pick<AuditEntryRow, 'clubId' | 'actorId' | 'action' | 'subjectId'> & { readonly note?: string | null }

/** Writes a line into the audit log of a club. It commits with the act itself. */
export const recordAct = ({ runtime, stores }: Services, act: Act, tx: Tx): void =>
  stores.auditEntries.addAtCommit({ _id: newId('AuditEntry'), note: null, ...act, at: new Date(runtime.now()) }, tx)
