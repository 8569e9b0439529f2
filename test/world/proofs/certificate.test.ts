import { worksAs } from './works.ts'

worksAs('certificate')
