import { type Audience, maySeeProfile, type Relation } from '@gruppetto/graph'

/** From the narrowest to the widest. What a wide audience sees, each narrower one sees too. */
export const AUDIENCES = ['ONLY_ME', 'FOLLOWERS', 'EVERYONE'] as const satisfies readonly Audience[]

/** A value for each audience. */
export type ForEach<Value> = Readonly<Record<Audience, Value>>

export const forEachAudience = <Value>(valueFor: (audience: Audience) => Value): ForEach<Value> => ({
  ONLY_ME: valueFor('ONLY_ME'),
  FOLLOWERS: valueFor('FOLLOWERS'),
  EVERYONE: valueFor('EVERYONE'),
})

/** Whether `audience` sees what is shown to the audience `shownTo`. */
export const sees = (audience: Audience, shownTo: Audience): boolean => AUDIENCES.indexOf(audience) <= AUDIENCES.indexOf(shownTo)

/** Returns the widest of some audiences, or null for none. */
export const widestOf = (audiences: readonly Audience[]): Audience | null =>
  AUDIENCES.findLast((audience) => audiences.includes(audience)) ?? null

/**
 * Returns the audience that a viewer of an athlete belongs to, as the rule of activities says it: a private account shows its public
 * activities to approved followers only. Null for who sees no more than the card.
 */
export const audienceOfViewer = (relation: Relation): Audience | null => {
  if (!maySeeProfile(relation)) return null
  if (relation.isSelf) return 'ONLY_ME'
  if (relation.viewerFollowsOwner) return 'FOLLOWERS'
  return relation.owner.isPrivate ? null : 'EVERYONE'
}
