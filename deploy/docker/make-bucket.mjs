// Makes the bucket of S3_BUCKET where there is none yet; run once before the roles start.
import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3'

const { S3_ENDPOINT, S3_REGION = 'us-east-1', S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = process.env
if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) {
  console.error('S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set')
  process.exit(1)
}
const client = new S3Client({
  region: S3_REGION,
  forcePathStyle: true,
  ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT } : {}),
  credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
})
try {
  await client.send(new CreateBucketCommand({ Bucket: S3_BUCKET }))
  console.log(`made the bucket ${S3_BUCKET}`)
} catch (error) {
  // It may be there already, and ours: then it answers.
  await client.send(new HeadBucketCommand({ Bucket: S3_BUCKET })).catch(() => {
    throw error
  })
  console.log(`the bucket ${S3_BUCKET} is there`)
}
