import { killCampaign } from '../src/kill/kill-campaign.ts'

killCampaign()
