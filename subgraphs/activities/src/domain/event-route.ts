import { type Audience, mayAppearTo, maySeeActivity, type Relation } from '@gruppetto/graph'

/** A route of an event of a club, as it comes with the reference. Clubs has checked that the viewer may see the event. */
export interface RouteReference {
  readonly routeLine?: string | null
  readonly routeLineMeters?: number | null
  readonly routeLineClimbMeters?: number | null
  readonly routeActivityId?: string | null
  readonly routeGivenById?: string | null
}

export interface EventWithRoute extends RouteReference {
  readonly id: string
}

export interface DateWithRoute extends RouteReference {
  readonly ref: string
}

export interface RouteOfActivity {
  readonly activityId: string
  readonly givenById: string
}

export interface ShownRoute {
  readonly line: string
  readonly meters: number
  readonly climbMeters: number | null
}

/**
 * Whether a viewer may see the way of an activity as the route of an event. Who gives the own activity shows it to all who see the
 * event, until it is for nobody else any more. A way of somebody else is seen by those who see the activity.
 */
export const maySeeRoute = (
  { athleteId, visibility }: { readonly athleteId: string; readonly visibility: Audience },
  givenById: string,
  relation: Relation,
): boolean => (athleteId === givenById ? visibility !== 'ONLY_ME' && mayAppearTo(relation) : maySeeActivity(visibility, relation))
