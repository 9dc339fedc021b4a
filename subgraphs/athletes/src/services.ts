import { type Features, openFeatures } from '@gruppetto/features'
import type { Database, Runtime } from '@gruppetto/runtime'
import { writeRevocations } from './pipelines/end-session.ts'
import { type Mailer, openMailer } from './pipelines/mailer.ts'
import { openPasswordHasher, type PasswordHasher } from './pipelines/password-hasher.ts'
import { openTokenSigner, type TokenSigner } from './pipelines/token-signer.ts'
import { openStores, type Stores } from './stores/mod.ts'
import { openPictureMaker, type PictureMaker } from './threads/picture-maker.ts'

/** What the staff desk works with. It signs no tokens, so it needs neither the signing keys nor their secret. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
}

/** What is open as long as the subgraph is. */
export interface Services extends Storage {
  readonly signer: TokenSigner
  readonly hasher: PasswordHasher
  readonly pictures: PictureMaker
  readonly mailer: Mailer
  readonly features: Features
}

export const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('athletes')
  const stores = openStores(database, runtime)
  await database.prepare()
  return { runtime, database, stores }
}

export const openServices = async (runtime: Runtime): Promise<Services> => {
  const features = await openFeatures(runtime)
  const storage = await openStorage(runtime)
  const [signer, hasher] = await Promise.all([openTokenSigner(runtime, storage.stores.signingKeys), openPasswordHasher()])
  try {
    await writeRevocations(storage)
  } catch (error) {
    runtime.log.warn({ err: error }, 'the ended sessions could not be written to Redis; a job tries again')
  }
  return { ...storage, signer, hasher, features, pictures: openPictureMaker(), mailer: openMailer(runtime) }
}

/** Closes what the subgraph owns. The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ pictures, mailer }: Services): Promise<void> => {
  await Promise.all([pictures.close(), mailer.close()])
}
