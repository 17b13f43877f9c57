import type { Refusal } from './wire';

const error = (status: number, code: string, message: string, headers?: Record<string, string>): Refusal => ({
  status,
  body: { error: { code, message } },
  ...(headers && { headers }),
});

/** The refusals Teams gives, each as a value for `answer`. */
export const refusals = {
  badRequest: () => error(400, 'BadSyntax', 'Bad format of conversation or card'),
  unauthorized: () => error(401, 'Unauthorized', 'Authorization has been denied for this request.'),
  /** The bot is not installed for the person, was removed, or may not write; `code` names which. */
  forbidden: (code = 'ForbiddenOperationException') => error(403, code, 'The bot is not installed in this conversation.'),
  /** The bot was taken out of the team or the chat. */
  removed: () => error(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  /** The person blocked the bot. Teams nests the code as JSON text in `message`, outside the usual `error`. */
  blocked: (): Refusal => ({
    status: 403,
    body: {
      errorCode: 209,
      message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked from message writes.' }),
    },
  }),
  conversationNotFound: () => error(404, 'ConversationNotFound', 'Conversation not found.'),
  activityNotFound: () => error(404, 'ActivityNotFoundInConversation', 'The activity was not found.'),
  memberNotFound: () => error(404, 'MemberNotFoundInConversation', 'The member was not found.'),
  notFound: (what: string) => error(404, 'NotFound', `Nothing at ${what}`),
  conflict: () => error(412, 'PreconditionFailed', 'Concurrent operation on the conversation.'),
  tooBig: () => error(413, 'MessageSizeTooBig', 'Message size too large.'),
  /** Throttled; Teams does not always say for how long. */
  throttled: (retryAfterSeconds?: number) =>
    error(429, 'Throttled', 'Too many requests.', retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(retryAfterSeconds) }),
  serviceError: () => error(500, 'ServiceError', 'Internal error.'),
  /** From a gateway in front of Teams, hence no JSON. */
  badGateway: (): Refusal => ({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' }),
};
