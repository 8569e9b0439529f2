import { CATALOG } from '../intune/catalog/catalog.ts'

/** Prints what can be assigned as one JSON array, for scripts. */
const rows = CATALOG.map(({ key, title, version, path, name, assign, scope }) => ({
  key,
  title,
  version,
  path,
  name,
  assign,
  scope,
}))
console.log(JSON.stringify(rows, null, 2))
