import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PostbackSecretRow } from '../domain/postback-secret.ts'

export const openPostbackSecrets = (database: Database) => {
  const secrets = collection<PostbackSecretRow>(database, {
    name: 'postback_secrets',
    fields: {
      _id: 'string',
      sealedSecret: 'string',
      sealedPrevious: 'string | null',
      previousUntil: 'date | null',
      setAt: 'date',
    },
    athletes: { none: 'secrets of brands' },
  })
  return {
    async get(brandId: string, tx?: Tx): Promise<PostbackSecretRow | null> {
      return secrets.one({ _id: brandId }, { tx })
    },
    async put(row: PostbackSecretRow, tx: Tx): Promise<void> {
      await secrets.put([row], tx)
    },
  }
}

export type PostbackSecrets = ReturnType<typeof openPostbackSecrets>
