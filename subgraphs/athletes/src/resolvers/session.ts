import type { DeviceSessionResolvers, SessionPayloadResolvers } from '../generated/resolvers.ts'

export const SessionPayload: SessionPayloadResolvers = {
  accessToken: ({ accessToken }) => accessToken,
  accessTokenExpiresAt: ({ accessTokenExpiresAt }) => accessTokenExpiresAt,
  refreshToken: ({ refreshToken }) => refreshToken,
  viewer: ({ viewer }) => viewer,
}

export const DeviceSession: DeviceSessionResolvers = {
  id: ({ session }) => session._id,
  device: ({ session }) => session.device,
  createdAt: ({ session }) => session.createdAt,
  lastUsedAt: ({ session }) => session.lastUsedAt,
  current: ({ current }) => current,
}
