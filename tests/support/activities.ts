export { buttons, type CardButton, guest, type Over, type Someone, someone, testAppId, testTenant } from './activities/parts';
export { type Chat, personalChat } from './activities/personal';
export { type TeamChannel, teamChannel, type User } from './activities/team';
