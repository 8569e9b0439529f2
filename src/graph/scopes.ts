/** To find groups and count their members. */
export const GROUP_SCOPE = 'GroupMember.Read.All'
/** To read assignment filters; without it Graph hides them instead of saying so. */
export const FILTER_SCOPE = 'DeviceManagementConfiguration.Read.All'
