import { createContext, use } from 'react'
import type { Api } from '../api/environment.ts'

export const ApiContext = createContext<Api | null>(null)

export const useApi = (): Api => {
  const api = use(ApiContext)
  if (api === null) throw new Error('There is no API here')
  return api
}
