import { Link } from '../app/router.tsx'
import { hrefs } from '../screens/mod.ts'

/** The name of an athlete, which leads to their page. It may be written in another direction than the text around it. */
export const AthleteLink = ({ handle, name }: { readonly handle: string; readonly name: string }) => (
  <Link to={hrefs.athlete(handle)}>
    <bdi>{name}</bdi>
  </Link>
)
