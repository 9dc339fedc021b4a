import type { FetchNodePathSegment, FetchRewrite, KeyRenamer, ValueSetter } from '@graphql-hive/router-query-planner'
import { isObject, type JsonObject, type Path } from '../json.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'

/** Changes a value in place. */
export type Rewrite = (value: unknown) => void

const compilePath = (
  path: readonly FetchNodePathSegment[],
  possibleTypes: PossibleTypes,
  atKey: (owner: JsonObject, key: string) => void,
): Rewrite => {
  const [segment, ...rest] = path
  if (segment === undefined) return () => {}
  const overItems =
    (inner: (value: JsonObject) => void): Rewrite =>
    (value) => {
      if (Array.isArray(value)) for (const item of value) overItems(inner)(item)
      else if (isObject(value)) inner(value)
    }
  if ('TypenameEquals' in segment) {
    const types = possibleTypes.of(segment.TypenameEquals)
    const below = compilePath(rest, possibleTypes, atKey)
    return overItems((value) => {
      if (typeof value.__typename !== 'string' || types.has(value.__typename)) below(value)
    })
  }
  const key = segment.Key
  if (rest.length === 0) {
    return overItems((value) => {
      if (Object.hasOwn(value, key)) atKey(value, key)
    })
  }
  const below = compilePath(rest, possibleTypes, atKey)
  return overItems((value) => below(value[key]))
}

/** Tells the two kinds of rewrites apart: a value setter comes with its name around it, or without. */
export const kindOf = (rewrite: FetchRewrite): { set: ValueSetter } | { rename: KeyRenamer } => {
  if ('ValueSetter' in rewrite) return { set: rewrite.ValueSetter }
  if ('KeyRenamer' in rewrite) return { rename: rewrite.KeyRenamer }
  return { set: rewrite }
}

/** Compiles the rewrites of a fetch. Returns null where there are none. */
export const compileRewrites = (rewrites: readonly FetchRewrite[] | undefined, possibleTypes: PossibleTypes): Rewrite | null => {
  if (rewrites === undefined || rewrites.length === 0) return null
  const compiled = rewrites.map((rewrite) => {
    const kind = kindOf(rewrite)
    if ('set' in kind) {
      return compilePath(kind.set.path, possibleTypes, (owner, key) => {
        owner[key] = kind.set.setValueTo
      })
    }
    return compilePath(kind.rename.path, possibleTypes, (owner, key) => {
      if (key === kind.rename.renameKeyTo) return
      owner[kind.rename.renameKeyTo] = owner[key]
      delete owner[key]
    })
  })
  return (value) => {
    for (const rewrite of compiled) rewrite(value)
  }
}

/** Returns the path of an error as the client knows it: with the keys that output rewrites have given to the answer. */
export const renamedPath = (path: Path, rewrites: readonly FetchRewrite[] | undefined): Path => {
  let renamed: (string | number)[] = [...path]
  for (const rewrite of rewrites ?? []) {
    const kind = kindOf(rewrite)
    if (!('rename' in kind)) continue
    const keys = kind.rename.path.flatMap((segment) => ('Key' in segment ? [segment.Key] : []))
    const places = renamed.flatMap((key, index) => (typeof key === 'string' ? [index] : []))
    if (keys.every((key, index) => renamed[places[index] ?? -1] === key)) {
      const last = places[keys.length - 1]
      renamed = renamed.map((key, index) => (index === last ? kind.rename.renameKeyTo : key))
    }
  }
  return renamed
}
