/** How far the writing of one policy came, where it did not come to its end. */
export const APPLY_NOTES = {
  nothingWritten: () => 'Nothing was written.',
  policyGone: ({ name }: { name: string }) =>
    `“${name}” is no longer in Intune: it was deleted, or you may no longer see it.`,
  /** Before the reason. */
  writtenUnseen: () => 'Intune accepted the change, but it could not be read back.',
  stillOtherwise: () => 'Intune accepted the change, but reading it back still shows something else.',
  /** After what went wrong the last time. */
  triedInVain: ({ attempts }: { attempts: number }) => `I tried ${attempts} times.`,
  lookFirst: () => 'Look at the policy in Intune before you ask again.',
  /** Entries are missing after a write, and no plan puts them back. */
  cannotPutBack: () => 'I cannot put it back myself: look at the policy in Intune.',

  /** `by`: who rejected it, and `why` in their words; null: not known. */
  rejectedInIntune: ({ by, why }: { by: string | null; why: string | null }) =>
    `Rejected in Intune${by ? ` by ${by}` : ''}${why ? `: “${why}”` : ''}. Nothing was written.`,
  cancelledInIntune: () => 'The request for approval was cancelled in Intune. Nothing was written.',
  ranOutInIntune: () =>
    'The request for approval expired in Intune before it was carried out. Nothing was written. Ask again.',
  approvalUnseen: () => 'I cannot see what happened to the approval in Intune, so I wrote nothing.',
  approvalWithdrawn: () => 'I have withdrawn its request for approval in Intune.',
  /** `by`: null where nobody is known. */
  withdrawn: ({ by }: { by: string | null }) => `Withdrawn by ${by ?? 'somebody'}. Nothing was written.`,
  /** Where only people can withdraw it. `by`: who can. */
  approvalStillOpen: ({ by }: { by: string }) =>
    `Its request for approval may still be open in Intune and block other changes to the same object: ${by} can cancel it there (Tenant administration › Multi Admin Approval › My requests), or an approver can reject it. It expires after three days.`,
  askAgain: () => 'Ask again.',

  /** `those`: who would count, "members of Change Board". */
  notAmong: ({ name, those }: { name: string; those: string }) =>
    `${name} is not among the ${those}, so this does not count.`,
  /** Before the reason. */
  notLookedUp: ({ name }: { name: string }) => `I could not look up whether ${name} may decide.`,

  planGivenUp: () =>
    'I could not work out the plan after several attempts. Nothing was changed. Please ask again.',
  applyGivenUp: () =>
    'It could not be finished after several attempts. Look at the policy in Intune before you ask again.',
  approvalGivenUp: () =>
    'I can no longer see what happened to the approval in Intune. I wrote nothing. Look at its requests in Intune before you ask again.',
  signInGivenUp: () =>
    'I could not ask for the sign-in that this needs. Please write to me in our own chat and ask again.',
  checkGivenUp: () => 'I could not look up whether you may decide. Please press the button again.',
}

/** What people read who approve it in Intune. @param by those who approved it in Teams. */
export function justification(
  asker: string,
  text: string,
  by: readonly string[],
  why: string | null,
): string {
  const asked = `${asker} asked: “${text}”. Approved in Teams by ${by.join(', ') || asker}.`
  return why ? `Reason: ${why}. ${asked}` : asked
}

/** To the requester, of whose request a message could not be written; followed by its status. */
export function cardNotUpdated(): string {
  return 'Teams did not let me update the card of this request.'
}

export function channelNotTold(): string {
  return 'Teams did not let me tell the channel how this request ended.'
}
