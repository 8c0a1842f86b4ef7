/** What a network must beat: filters that need no learning, each to be tuned with the truth in hand. */
export { bilateral } from './bilateral';
export { nonLocalMeans } from './non-local-means';
