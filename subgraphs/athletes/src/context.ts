import type { BaseContext } from '@gruppetto/graph'
import type { Loaders } from './loaders.ts'
import type { Services } from './services.ts'

export interface Context extends BaseContext {
  readonly services: Services
  readonly loaders: Loaders
}
