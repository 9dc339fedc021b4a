type PathOf<Row> = (keyof Row & string) | `${string}.${string}`

/** What an athlete's data export has of the rows. */
export type Exported<Row> =
  | 'all'
  | {
      /** Fields that stay out: secrets, and what serves the platform alone. */
      readonly without?: readonly (keyof Row & string)[]
      /**
       * The fields with the ids of those who may have the row. Default: the fields whose rows are deleted with the athlete. Say it
       * where one of them must not learn of the row, such as who is blocked.
       */
      readonly to?: readonly PathOf<Row>[]
    }
  /** Why the rows are not exported, such as 'a copy of what social exports'. */
  | { readonly not: string }

/**
 * Which athletes the rows of a collection are about. The erasure of an account and the data export follow from it.
 *
 * - `{ none: reason }`: no row holds an athlete's id, name, handle or mail.
 * - `{ ids, exported }`: the fields that hold ids of athletes, and what the erasure of the athlete does to the rows: it deletes them,
 *   or it makes them forget the id (null, '' or out of the array) and keeps the rest.
 * - `{ partsOf, exported }`: the field that holds the id of a row of another collection, for example
 *   `{ activityId: 'activities' }`. These rows are deleted and exported with that row.
 *
 * A field that no index begins with gets one.
 */
export type AthletesOf<Row> =
  | { readonly none: string }
  | {
      readonly ids: { readonly [Path in PathOf<Row>]?: 'delete' | 'forget' }
      readonly exported: Exported<Row>
      /**
       * 'aside': the rows count for others, such as kudos, so they are set aside while the account in an id that deletes them is
       * closed, and come back with it. Default: they stay, and the rules of visibility hide them.
       */
      readonly whileClosed?: 'aside'
    }
  | {
      readonly partsOf: { readonly [Path in PathOf<Row>]?: string }
      readonly exported: Exported<Row>
    }

/** `AthletesOf` when the row is forgotten. */
export type AnyAthletesOf =
  | { readonly none: string }
  | {
      readonly ids: Readonly<Record<string, 'delete' | 'forget'>>
      readonly exported: Exported<Record<string, unknown>>
      readonly whileClosed?: 'aside'
    }
  | { readonly partsOf: Readonly<Record<string, string>>; readonly exported: Exported<Record<string, unknown>> }

/** The fields by which the rows of an athlete are found. */
export const fieldsOfAthletes = (athletes: AnyAthletesOf): readonly string[] => {
  if ('none' in athletes) return []
  return Object.keys('ids' in athletes ? athletes.ids : athletes.partsOf)
}
