import { rowCheck } from '@gruppetto/runtime'
import { type Book, rowsOf } from './book.ts'

/** Every row has the fields that its collection says. */
const fields: Book = {
  name: 'rows have the fields of their collection',
  of: 'rows',
  async read(library, { looked, wrong }) {
    for (const [shelf, { database }] of library.shelves)
      for (const { name, fields: kinds, options } of database.collections.values()) {
        const check = rowCheck(name, kinds)
        // A row of a time series has an id that only the database knows.
        const isSeries = options.timeseries !== undefined
        for await (const row of rowsOf<{ _id: unknown }>(library, shelf, name, isSeries ? { sort: {} } : {})) {
          looked()
          const { _id, ...measured } = row
          try {
            check.row(isSeries ? measured : row)
          } catch (error) {
            wrong(`${shelf}: ${String(_id)}: ${error instanceof Error ? error.message : String(error)}`)
          }
        }
      }
  },
}

/** Every index that a collection asks for is there. Without a unique one, two rows could say the same. */
const indexes: Book = {
  name: 'collections have their indexes',
  of: 'indexes',
  async read(library, { looked, wrong }) {
    for (const [shelf, { database }] of library.shelves)
      for (const { name, indexes: wanted } of database.collections.values()) {
        if (wanted.length === 0) continue
        const found = (await database.connection.db?.collection(name).indexes()) ?? []
        const known = new Set(found.map(({ key, unique }) => JSON.stringify([Object.entries(key), unique === true])))
        for (const { keys, unique } of wanted) {
          looked()
          if (!known.has(JSON.stringify([Object.entries(keys), unique === true])))
            wrong(`${shelf}: ${name} has no ${unique ? 'unique ' : ''}index on ${Object.keys(keys).join(', ')}`)
        }
      }
  },
}

export const rows: readonly Book[] = [fields, indexes]
