/**
 * The address that opens a private chat with the bot. `appId` is the id that Teams knows the app by (an organisation's
 * catalogue gives its own); without it the bot itself is addressed, which works where the app is installed.
 * Source: Microsoft's "Create deep links" for apps and chats.
 */
export function chatLink(appId: string | undefined, tenant: string | undefined, botId: string): string {
  if (!appId) return `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(botId)}`;
  const query = tenant ? `?tenantId=${encodeURIComponent(tenant)}` : '';
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(appId)}/conversations${query}`;
}
