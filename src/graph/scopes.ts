/** To find groups and count their members. */
export const GROUP_SCOPE = 'GroupMember.Read.All'
/**
 * The person's own requests for Multi Admin Approval
 * (learn.microsoft.com/graph/api/intune-rbac-operationapprovalrequest-get).
 */
export const APPROVALS_SCOPE = 'DeviceManagementConfiguration.Read.All'
/** To read assignment filters; without it Graph hides them instead of saying so. */
export const FILTER_SCOPE = 'DeviceManagementConfiguration.Read.All'
/** To read the systems of devices, and to find a device by its name; without it, whatever needs that is unknown. */
export const DEVICE_SCOPE = 'Device.Read.All'
/** To find a person by name. */
export const USER_SCOPE = 'User.ReadBasic.All'
/** To see whose a device is, and which device in Intune it is. */
export const MANAGED_SCOPE = 'DeviceManagementManagedDevices.Read.All'
/** To read Intune's audit log (learn.microsoft.com/graph/api/intune-auditing-auditevent-list). */
export const AUDIT_SCOPE = 'DeviceManagementApps.Read.All'
/**
 * To read what the person's own Intune roles allow and cover; without it, only a write tells
 * (learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions).
 */
export const ROLES_SCOPE = 'DeviceManagementRBAC.Read.All'
