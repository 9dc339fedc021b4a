import type { PrivacySettingsResolvers, PrivacyZoneResolvers } from '../generated/resolvers.ts'

export const PrivacySettings: PrivacySettingsResolvers = {
  suggestMe: (account) => account.suggestMe ?? true,
  nudgeMe: (account) => account.nudgeMe ?? true,
  profile: (account) => account.profileVisibility,
  defaultActivityVisibility: (account) => account.defaultActivityVisibility,
  approveFollowers: (account) => account.approveFollowers,
  hideHeartRate: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).hideHeartRate,
  hideStartEndMeters: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).hideStartEndMeters,
  recordingsForStatistics: async ({ _id }, _, { loaders }) =>
    (await loaders.recordingPrivacy.load(_id)).recordingsForStatistics ?? false,
  zones: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).zones,
}

export const PrivacyZone: PrivacyZoneResolvers = {
  id: ({ zoneId }) => zoneId,
  label: ({ label }) => label,
  radiusMeters: ({ radiusMeters }) => radiusMeters,
}
