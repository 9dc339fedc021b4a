// Generated from libs/graph/src/subgraphs.ts by npm run codegen.
import { module as activities } from '@gruppetto/activities'
import { module as athletes } from '@gruppetto/athletes'
import { module as clubs } from '@gruppetto/clubs'
import { module as commerce } from '@gruppetto/commerce'
import { module as social } from '@gruppetto/social'
import type { SubgraphModule, SubgraphName } from '@gruppetto/graph'

export const modules: Readonly<Record<SubgraphName, SubgraphModule>> = { athletes, activities, social, clubs, commerce }
