import { worksAs } from './works.ts'

worksAs('multiTenant')
