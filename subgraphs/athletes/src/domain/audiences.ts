import { AUDIENCES, type Audience } from '@gruppetto/graph'

/** A value for each audience. */
export type ForEach<Value> = Readonly<Record<Audience, Value>>

export const forEachAudience = <Value>(valueFor: (audience: Audience) => Value): ForEach<Value> => ({
  ONLY_ME: valueFor('ONLY_ME'),
  FOLLOWERS: valueFor('FOLLOWERS'),
  EVERYONE: valueFor('EVERYONE'),
})

/** Returns the widest of some audiences, or null for none. */
export const widestOf = (audiences: readonly Audience[]): Audience | null =>
  AUDIENCES.findLast((audience) => audiences.includes(audience)) ?? null
