import type { sendingCreateMutation } from '#relay/sendingCreateMutation'
import type { sendingQuery } from '#relay/sendingQuery'
import type { GraphqlError } from '../../api/graphql-error.ts'

export type Status = NonNullable<sendingQuery['response']['upload']>

/** What has become of a file so far. */
export type Sent =
  | { readonly is: 'waiting' }
  /** The id is null until the upload is begun. */
  | { readonly is: 'sending'; readonly part: number; readonly id: string | null }
  | { readonly is: 'measured'; readonly upload: Status }
  /** The error is null where the file did not arrive. */
  | { readonly is: 'refused'; readonly error: GraphqlError | null }
  /** The platform can't be reached. What was begun goes on once it can. */
  | { readonly is: 'away'; readonly begun: BegunUpload | null }
  /** The platform can't be reached, and there is no room to keep the file until it can. */
  | { readonly is: 'noRoom' }

/** An upload that was begun: where its file goes. The address is null of a file that is there already. */
export type BegunUpload = sendingCreateMutation['response']['createUpload']

/** An upload of an earlier time, or of another device: this page does not have its file. */
export interface Earlier {
  readonly fileName: string
  readonly upload: Status
}

/** Whether nothing more becomes of an upload. */
export const hasEnded = ({ status }: Status): boolean => status === 'DONE' || status === 'FAILED'
