const SCOPES = ['EVERYONE', 'FOLLOWING'] as const
export const SEXES = ['FEMALE', 'MALE', 'OTHER'] as const
export const AGES = [
  'UNDER_20',
  'FROM_20_TO_24',
  'FROM_25_TO_34',
  'FROM_35_TO_44',
  'FROM_45_TO_54',
  'FROM_55_TO_64',
  'FROM_65_TO_69',
  'FROM_70_TO_74',
  'OVER_74',
] as const
export const WEIGHTS = [
  'UNDER_55_KG',
  'FROM_55_TO_64_KG',
  'FROM_65_TO_74_KG',
  'FROM_75_TO_84_KG',
  'FROM_85_TO_94_KG',
  'OVER_94_KG',
] as const

/** Whose times a board shows. What is null leaves nobody out. */
export interface Filter {
  readonly scope: (typeof SCOPES)[number]
  readonly sex: (typeof SEXES)[number] | null
  readonly ageGroup: (typeof AGES)[number] | null
  readonly weightClass: (typeof WEIGHTS)[number] | null
  readonly since: string | null
}

const among = <Value extends string>(values: readonly Value[], given: string | null): Value | null =>
  values.find((value) => value === given) ?? null

/** Reads the filter from the address of a board: `only`, `sex`, `age`, `weight`, and `year` for the times of that year and later. */
export const filterOf = (search: URLSearchParams): Filter => {
  const year = /^(19|20)\d\d$/.exec(search.get('year') ?? '')?.[0] ?? null
  return {
    scope: among(SCOPES, search.get('only')) ?? 'EVERYONE',
    sex: among(SEXES, search.get('sex')),
    ageGroup: among(AGES, search.get('age')),
    weightClass: among(WEIGHTS, search.get('weight')),
    since: year === null ? null : `${year}-01-01T00:00:00Z`,
  }
}
