import type { Resolvers } from '../generated/resolvers.ts'
import { Athlete } from './athlete.ts'
import { AwardedBadge, Badge } from './badge.ts'
import { DataExport } from './data-export.ts'
import { Mutation } from './mutation.ts'
import { Node } from './node.ts'
import { Photo, PhotoUpload, UploadedPhoto } from './photo.ts'
import { PrivacySettings, PrivacyZone } from './privacy.ts'
import { Query } from './query.ts'
import { DeviceSession, SessionPayload } from './session.ts'
import { TrainingProfile } from './training.ts'
import { Viewer } from './viewer.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Athlete,
  AwardedBadge,
  Badge,
  DataExport,
  DeviceSession,
  Node,
  Photo,
  PhotoUpload,
  UploadedPhoto,
  PrivacySettings,
  PrivacyZone,
  SessionPayload,
  TrainingProfile,
  Viewer,
}
