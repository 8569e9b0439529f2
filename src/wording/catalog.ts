/** Why Intune assigns some objects to nobody, or not to everybody: what a row of the catalog says of its kind. */
export const CATALOG_NOTES = {
  namedByOthers: () =>
    'Intune does not assign it to groups: whatever uses it, such as a Cloud PC provisioning policy, refers to it. Choose it there, in the Intune admin center.',
  movingToSettingsCatalog: () =>
    'Intune is moving it to the settings catalog at the moment. Ask again, by the same name, once it is there.',
  needsFrontlinePlan: () =>
    'A group there needs a Frontline plan and a number of licences, which I cannot choose for you. Add it in the Intune admin center; I can show the policy and take groups away.',
  isDefault: () =>
    'It is a default that already applies to everyone until a configuration with a higher priority is assigned, and Intune does not let anybody assign it.',
  isDefaultBranding: () =>
    'It is the default branding, which applies to everyone who gets no other, and Intune does not let anybody assign it. Choose another branding profile.',
  autopilotForAllOrExcluded: () =>
    'Intune does not support all devices together with excluded groups on an Autopilot profile, and it can break the assignment. Assign it to groups instead.',
}
