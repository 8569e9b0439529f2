import { type Case, SCRIPT, to } from './expected.ts'

/** Names under each other, with bullets and numbers, and names that begin with the words for a kind. */
export const LISTS: readonly Case[] = [
  [
    'assign Printer Drivers to\nLegal\nFinance\nMarketing',
    to(null, 'Printer Drivers', ['Legal', 'Finance', 'Marketing']),
  ],
  ['assign Printer Drivers to:\nLegal\nFinance', to(null, 'Printer Drivers', ['Legal', 'Finance'])],
  ['assign Printer Drivers to:\n1) Legal\n2) Finance', to(null, 'Printer Drivers', ['Legal', 'Finance'])],
  ['assign Printer Drivers to\n• Legal\n• Finance', to(null, 'Printer Drivers', ['Legal', 'Finance'])],
  ['assign Printer Drivers to\n* Legal,\n* Finance', to(null, 'Printer Drivers', ['Legal', 'Finance'])],
  [
    'assign Printer Drivers to Legal,\nFinance\nand HR',
    to(null, 'Printer Drivers', ['Legal', 'Finance', 'HR']),
  ],
  ['assign Printer Drivers to Legal / Finance', to(null, 'Printer Drivers', ['Legal', 'Finance'])],
  [
    'assign to Legal:\n1. Printer Drivers\n2. Chrome Extensions',
    to(null, ['Printer Drivers', 'Chrome Extensions'], 'Legal'),
  ],
  [
    'assign scripts\n- Set Time Zone\n- Rename Device\nto group Pilot Devices',
    to(SCRIPT, ['Set Time Zone', 'Rename Device'], 'Pilot Devices'),
  ],
  [
    'assign Security Baseline Edge, Security Baseline Office to Test Lab',
    to('deviceManagementIntent', ['Security Baseline Edge', 'Security Baseline Office'], 'Test Lab'),
  ],
  [
    'assign Autopilot Profile Kiosk and Autopilot Profile Sales to Test Lab',
    to(
      'windowsAutopilotDeploymentProfile',
      ['Autopilot Profile Kiosk', 'Autopilot Profile Sales'],
      'Test Lab',
    ),
  ],
]

/** What comes among the readings; which of them is meant is told by the names that exist. */
export const AMONG: readonly Case[] = [
  ['assign Ring 1 and 2 to Test Lab', to(null, ['Ring 1', 'Ring 2'], 'Test Lab')],
  ['assign Ring 0, Ring 1 and Ring 2 to Test Lab', to(null, ['Ring 0', 'Ring 1', 'Ring 2'], 'Test Lab')],
  [
    'assign Update Ring 0, Ring 1 and Ring 2 to Test Lab',
    to(null, ['Update Ring 0', 'Update Ring 1', 'Update Ring 2'], 'Test Lab'),
  ],
  [
    'assign Printer Drivers to Pilot 1, 2 and 3',
    to(null, 'Printer Drivers', ['Pilot 1', 'Pilot 2', 'Pilot 3']),
  ],
  ['assign Printer\nDrivers to Legal', to(null, 'Printer Drivers', 'Legal')],
]
