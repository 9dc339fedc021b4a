import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { PartnerCaller } from './callers.ts'
import { missingScopes } from './errors.ts'

/** What an API key may be allowed, as `ApiScope` of the schema names it. */
export const API_SCOPES = ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'AFFILIATE_READ', 'KEYS_MANAGE'] as const
export type ApiScope = (typeof API_SCOPES)[number]

/**
 * The scopes that an API key needs for a field. A mutation that is not here is refused to every key, whatever its scopes. Any
 * other field is as open as the subgraph's `partnerMayRead` says.
 */
export const SCOPES_OF_FIELDS: Readonly<Record<string, readonly ApiScope[]>> = {
  'Partner.leaderboard': ['LEADERBOARD_READ'],
  'Partner.campaignReport': ['CAMPAIGN_READ'],
  'Partner.webhooks': ['KEYS_MANAGE'],
  'Partner.affiliateReport': ['AFFILIATE_READ'],
  'Partner.statements': ['AFFILIATE_READ'],
  'Partner.commissionRules': ['AFFILIATE_READ'],
  'Webhook.deliveries': ['CAMPAIGN_READ'],
  'Mutation.sponsorChallenge': ['CAMPAIGN_WRITE'],
  'Partner.offerCodes': ['CAMPAIGN_READ'],
  'Partner.noticeEmail': ['CAMPAIGN_READ'],
  'Mutation.addOfferCodes': ['CAMPAIGN_WRITE'],
  'Mutation.updateBrand': ['CAMPAIGN_WRITE'],
  'Mutation.updateSponsorship': ['CAMPAIGN_WRITE'],
  'Mutation.endSponsorship': ['CAMPAIGN_WRITE'],
  'Mutation.createProduct': ['CAMPAIGN_WRITE'],
  'Mutation.updateProduct': ['CAMPAIGN_WRITE'],
  'Mutation.importProducts': ['CAMPAIGN_WRITE'],
  'Mutation.createApiKey': ['KEYS_MANAGE'],
  'Mutation.rotateApiKey': ['KEYS_MANAGE'],
  'Mutation.revokeApiKey': ['KEYS_MANAGE'],
  'Mutation.rotatePostbackSecret': ['KEYS_MANAGE'],
  'Mutation.setWebhook': ['KEYS_MANAGE'],
  'Mutation.deleteWebhook': ['KEYS_MANAGE'],
  'Mutation.rotateWebhookSecret': ['KEYS_MANAGE'],
  'Mutation.replayWebhookDelivery': ['KEYS_MANAGE'],
}

const MUTATION = 'Mutation.'

/** The mutations that an API key may run, if it has their scopes. */
export const PARTNER_MUTATIONS: ReadonlySet<string> = new Set(
  Object.keys(SCOPES_OF_FIELDS).flatMap((path) => (path.startsWith(MUTATION) ? [path.slice(MUTATION.length)] : [])),
)

/** Returns the scopes that are needed and not held, each once, in the order of the list. */
export const scopesMissing = (held: readonly string[], needed: Iterable<ApiScope>): readonly ApiScope[] => {
  const wanted = new Set(needed)
  return API_SCOPES.filter((scope) => wanted.has(scope) && !held.includes(scope))
}

/** How deep below the root a field can stand that needs a scope. */
const DEEPEST = 3

/** Returns the scopes that the whole operation needs, so that one error can name all that are missing. */
const scopesOfOperation = ({ schema, operation, fragments, variableValues, parentType }: GraphQLResolveInfo): Set<ApiScope> => {
  const needed = new Set<ApiScope>()
  const isAskedFor = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false
  const collect = (typeName: string, set: SelectionSetNode, depth: number): void => {
    const type = schema.getType(typeName)
    if (!isObjectType(type) || depth > DEEPEST) return
    for (const node of set.selections.filter(isAskedFor)) {
      if (node.kind === Kind.INLINE_FRAGMENT) collect(node.typeCondition?.name.value ?? typeName, node.selectionSet, depth)
      else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments[node.name.value]
        if (fragment !== undefined) collect(fragment.typeCondition.name.value, fragment.selectionSet, depth)
      } else {
        for (const scope of SCOPES_OF_FIELDS[`${typeName}.${node.name.value}`] ?? []) needed.add(scope)
        const field = type.getFields()[node.name.value]
        if (field !== undefined && node.selectionSet !== undefined) {
          collect(getNamedType(field.type).name, node.selectionSet, depth + 1)
        }
      }
    }
  }
  const root = schema.getRootType(operation.operation) ?? parentType
  collect(root.name, operation.selectionSet, 1)
  return needed
}

/** Throws FORBIDDEN, with all scopes that the operation lacks, when the key has not all that this field needs. */
export const requireScopesOfField = (caller: PartnerCaller, needed: readonly ApiScope[], info: GraphQLResolveInfo): void => {
  if (scopesMissing(caller.scopes, needed).length === 0) return
  throw missingScopes(scopesMissing(caller.scopes, [...needed, ...scopesOfOperation(info)]))
}
