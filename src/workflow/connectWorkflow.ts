import type { Handlers } from '../store/jobs.ts'
import { ApplyJob } from './apply/applyJob.ts'
import { MultiAdminJob } from './apply/multiAdminJob.ts'
import { ApproverCheckJob, type ApproverCheckJobParts } from './check/approverCheckJob.ts'
import { beginWhenDue, endWhenDue, expireRequest } from './deadlines.ts'
import { CountMembersJob } from './effect/countMembersJob.ts'
import { FollowJob, type FollowJobParts } from './follow/followJob.ts'
import { PlanJob, type PlanJobParts } from './plan/planJob.ts'

/** Pauses after a write, in milliseconds: Intune's reads may lag by some seconds. */
const READ_BACK_PAUSES = [0, 250, 500, 1000, 2000, 2000, 2000, 2000]
/** Somebody is waiting for the answer: after about ten seconds it is better to say that there is none. */
const CHECK_ATTEMPTS = 4

export type WorkflowParts = PlanJobParts & ApproverCheckJobParts & FollowJobParts

/** The jobs that move requests forward, each from the desk to Graph and back. */
export function connectWorkflow(
  parts: WorkflowParts,
): Pick<
  Handlers,
  | 'plan'
  | 'interpret'
  | 'countMembers'
  | 'apply'
  | 'intuneApproval'
  | 'check'
  | 'expiry'
  | 'begin'
  | 'end'
  | 'follow'
> {
  const planJob = new PlanJob(parts)
  const countMembersJob = new CountMembersJob({ ...parts, attempts: CHECK_ATTEMPTS })
  const applyJob = new ApplyJob({ ...parts, readBackPauses: READ_BACK_PAUSES })
  const multiAdminJob = new MultiAdminJob(parts)
  const approverCheckJob = new ApproverCheckJob({ ...parts, attempts: CHECK_ATTEMPTS })
  const followJob = new FollowJob(parts)
  return {
    plan: ({ requestId }, { attempt }) => planJob.run(requestId, attempt),
    interpret: ({ requestId }, { attempt }) => planJob.run(requestId, attempt),
    countMembers: ({ requestId }, { attempt }) => countMembersJob.run(requestId, attempt),
    apply: ({ requestId, item }, run) => applyJob.run(requestId, item, run),
    intuneApproval: ({ requestId, item }, { attempt }) => multiAdminJob.run(requestId, item, attempt),
    check: ({ requestId }, { attempt }) => approverCheckJob.run(requestId, attempt),
    expiry: ({ requestId }) => expireRequest(parts.desk, requestId),
    begin: ({ requestId }) => beginWhenDue(parts.desk, requestId),
    end: ({ requestId, tries }) => endWhenDue(parts.desk, requestId, tries),
    follow: ({ requestId }, { attempt }) => followJob.run(requestId, attempt),
  }
}
