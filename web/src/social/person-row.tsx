import './people.css'
import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { personRow_athlete$key } from '#relay/personRow_athlete'
import { Avatar } from '../design/parts.tsx'
import { AthleteLink } from './athlete-link.tsx'
import { Handle } from './handle.tsx'

interface PersonRowProps {
  readonly athlete: personRow_athlete$key
  /** In place of the handle. */
  readonly more?: string | undefined
  readonly children?: ReactNode
}

/** Somebody in a list, with what can be done about it. */
export const PersonRow = ({ athlete: key, more, children }: PersonRowProps) => {
  const { handle, displayName, avatarUrl } = useFragment(
    graphql`
      fragment personRow_athlete on Athlete {
        handle
        displayName
        avatarUrl
      }
    `,
    key,
  )
  return (
    <li className="person">
      <Avatar name={displayName} url={avatarUrl} />
      <div className="person-name">
        <AthleteLink handle={handle} name={displayName} />
        <p>{more ?? <Handle of={handle} />}</p>
      </div>
      {children !== undefined && <div className="person-acts">{children}</div>}
    </li>
  )
}
