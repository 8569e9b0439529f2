/** "how is X doing": Assent reads no reports. */
export function statusElsewhere(): string {
  return 'I can’t say how far this has come on devices: that stands in Intune’s own reports, at the policy under its device status. This is whom it is assigned to today.'
}
