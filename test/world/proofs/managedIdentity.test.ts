import { worksAs } from './works.ts'

worksAs('managedIdentity')
