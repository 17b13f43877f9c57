/**
 * The Bot Framework SDK's vocabulary, symbol by symbol: all that the rest of the code knows of it. Support for the
 * SDK ended on 2025-12-31; its successor is met here and in the other files of this folder, nowhere else.
 */
export {
  type Activity,
  ActivityTypes,
  BotAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  type ResourceResponse,
  type StatePropertyAccessor,
  TurnContext,
} from 'botbuilder';
export {
  ComponentDialog,
  Dialog,
  type DialogContext,
  DialogSet,
  type DialogState,
  type DialogTurnResult,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
export {
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
  TeamsConnectorClient,
} from 'botframework-connector';
