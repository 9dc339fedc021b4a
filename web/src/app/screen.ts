import type { ComponentType } from 'react'
import type { PreloadedQuery } from 'react-relay/hooks'
import type { OperationType, PreloadableConcreteRequest } from 'relay-runtime'

type NameOf<Part> = Part extends `$${infer Name}` ? Name : never
type PartsOf<Path extends string> = Path extends `${infer First}/${infer Rest}` ? First | PartsOf<Rest> : Path

/** The parts of an address that a path names: `{ id }` of `/activities/$id`. */
export type ParamsOf<Path extends string> = Readonly<Record<NameOf<PartsOf<Path>>, string>>

/** Where somebody is: a screen with the parts of its address. */
export interface Place<Path extends string = string> {
  readonly params: ParamsOf<Path>
  readonly search: URLSearchParams
}

/** What a screen's component gets. `query` is under way: usePreloadedQuery waits for it. */
export interface ScreenProps<Query extends OperationType = OperationType, Path extends string = string> extends Place<Path> {
  readonly query: PreloadedQuery<Query>
}

export interface Screen<Path extends string = string, Query extends OperationType = OperationType> {
  /** With `$name` for a part that differs. The build reads it from the file, and the server answers it with the app. */
  readonly path: Path
  /** Whom the screen is for; somebody signed out is led to the sign-in. */
  readonly access: 'everyone' | 'athletes'
  /** The query of the screen, marked @preloadable: it is asked while the code of the screen is loaded. */
  readonly query?: {
    readonly request: PreloadableConcreteRequest<Query>
    readonly variables: (place: Place<Path>) => Query['variables']
    /** Whether it is asked for who is signed in alone. */
    readonly athletesOnly?: boolean
  }
  readonly load: () => Promise<{ readonly default: ComponentType<never> }>
}

/** Defines a screen, in the file `screen.ts` of its folder, whose default export it is. */
export const screen = <const Path extends string, Query extends OperationType>(
  definition: Screen<Path, Query>,
): Screen<Path, Query> => definition

/** Returns the address of a screen. */
export const hrefOf = <Path extends string>(
  { path }: { readonly path: Path },
  params: ParamsOf<Path>,
  search?: Readonly<Record<string, string>>,
): string => {
  const values: Readonly<Record<string, string>> = params
  const address = path.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  return search === undefined ? address : `${address}?${new URLSearchParams(search)}`
}

/** Returns the parts of an address when it is one of the path, or null. */
export const paramsOf = (path: string, address: string): Readonly<Record<string, string>> | null => {
  const [parts, given] = [path.split('/'), address.replace(/(.)\/$/, '$1').split('/')]
  if (parts.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const value = given[at] ?? ''
    if (!part.startsWith('$')) {
      if (part !== value) return null
      continue
    }
    try {
      params[part.slice(1)] = decodeURIComponent(value)
    } catch {
      return null
    }
    if (value === '') return null
  }
  return params
}
