import { worksAs } from './works.ts'

worksAs('federated')
