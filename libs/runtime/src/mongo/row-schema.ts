import { Schema, type SchemaDefinitionProperty, type SchemaOptions } from 'mongoose'

/**
 * The mongoose schema of a collection's rows. The compiler asks for every field of the row, optional ones too, and refuses fields that the row does not
 * have: what is forgotten here would be refused when it is written, or be missing in a row that goes to the driver as it is.
 */
export const rowSchema = <Row>(
  fields: { readonly [Field in keyof Required<Row>]: SchemaDefinitionProperty },
  options: SchemaOptions,
  // mongoose's own types of both follow from the row, and cannot be worked out for one that is not known yet.
): Schema<Row> => new Schema<Row>(fields as never, options as never)
