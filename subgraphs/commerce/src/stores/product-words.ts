import { collection, type Database } from '@gruppetto/runtime'
import { dictionaryRow, type ProductWordRow, type Slips } from '../domain/product-search.ts'

/** More than this are not looked at: so many words are near one another in no language. */
const MOST_FOUND = 100

/** The dictionary of the words in names of products. A word stays when the last name with it goes: it then finds nothing. */
export const openProductWords = (database: Database) => {
  const words = collection<ProductWordRow>(database, {
    name: 'product_words',
    fields: { _id: 'string', lacks: 'array' },
    athletes: { none: 'words of products' },
    indexes: [
      // The words that are this one without a letter.
      { keys: { lacks: 1 } },
    ],
  })
  return {
    /**
     * Adds the words that are not there. In no transaction: products that come at the same time have the same words, and a word without a
     * product does no harm. So this comes first.
     */
    async add(all: Iterable<string>): Promise<void> {
      const rows = new Map([...new Set(all)].flatMap((word) => dictionaryRow(word) ?? []).map((row) => [row._id, row]))
      const known = await words.many<Pick<ProductWordRow, '_id'>>({ _id: { $in: [...rows.keys()] } }, { fields: { _id: 1 } })
      for (const { _id } of known) rows.delete(_id)
      await words.writeAll(
        [...rows.values()].map(({ _id, lacks }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { lacks } }, upsert: true },
        })),
      )
    },
    async near({ words: same, lacks }: Slips): Promise<readonly ProductWordRow[]> {
      if (lacks.length === 0) return []
      const order = { sort: { _id: 1 }, limit: MOST_FOUND } as const
      const [one, other] = await Promise.all([
        words.many({ _id: { $in: same } }, order),
        words.many({ lacks: { $in: lacks } }, order),
      ])
      return [...new Map([...one, ...other].map((row) => [row._id, row])).values()]
    },
  }
}

export type ProductWords = ReturnType<typeof openProductWords>
