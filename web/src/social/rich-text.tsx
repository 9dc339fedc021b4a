import { Link } from '../app/router.tsx'
import { hrefs } from '../screens/mod.ts'
import { piecesOf } from './mention.ts'

interface RichTextProps {
  readonly text: string
  readonly mentions: readonly ({ readonly handle: string } | null | undefined)[]
}

/** A text of an athlete, with links where people are mentioned. It is never taken for HTML. */
export const RichText = ({ text, mentions }: RichTextProps) => {
  const handles = mentions.flatMap((athlete) => athlete?.handle ?? [])
  return (
    <p className="rich-text" dir="auto">
      {piecesOf(text, handles).map((piece, at) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
          <Link key={at} to={hrefs.athlete(piece.handle)}>
            {piece.text}
          </Link>
        ),
      )}
    </p>
  )
}
