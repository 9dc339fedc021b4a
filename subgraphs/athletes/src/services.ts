import type { Database, Runtime } from '@gruppetto/runtime'
import type { PasswordHasher } from './pipelines/password-hasher.ts'
import type { TokenSigner } from './pipelines/token-signer.ts'
import type { Stores } from './stores/mod.ts'

/** The stores and what they stand on. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
}

/** What is opened once a process and used by every request and job. */
export interface Services extends Storage {
  readonly signer: TokenSigner
  readonly hasher: PasswordHasher
}
