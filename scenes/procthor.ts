export { readProcthor } from './procthor-read.ts';
export { writeProcthor } from './procthor-write.ts';
