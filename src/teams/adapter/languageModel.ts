import {
  JSONResponseValidator,
  LLMClient,
  type Memory,
  OpenAIModel,
  Prompt,
  PromptManager,
  type PromptTemplate,
  SystemMessage,
  UserInputMessage,
} from '@microsoft/teams-ai'
import type { TurnContext } from 'botbuilder'
import type { ClientOptions } from 'openai'
import type { ModelSettings } from '../../config/settings.ts'
import { boundedFetch } from '../../model/boundedFetch.ts'
import type { Model, ModelTask } from '../../model/interpreter.ts'

/** As the openai package types it, after an older package for the same purpose. */
type Fetch = NonNullable<ClientOptions['fetch']>

/** A chat model behind teams-ai: any OpenAI-compatible endpoint, or Azure OpenAI. */
export function connectModel(
  settings: ModelSettings,
  task: ModelTask,
  tell: (problem: string) => void,
): Model {
  const client = new LLMClient<unknown>({
    model: openAiModel(settings, tell),
    template: templateFor(task),
    validator: new JSONResponseValidator(),
    max_history_messages: 0,
    max_repair_attempts: 0,
  })
  return async (text) => {
    // Outside a turn: nothing is streamed, and the library asks the context for nothing else.
    const context = {} as TurnContext
    const functions = new PromptManager({ promptsFolder: '.' })
    const answer = await client.completePrompt(context, memoryWith({ input: text }), functions)
    return answer.status === 'success' ? answer.message?.content : undefined
  }
}

function openAiModel(
  { endpoint, key, name, azureApiVersion, timeout }: ModelSettings,
  tell: (problem: string) => void,
): OpenAIModel {
  const common = {
    useSystemMessages: true,
    clientOptions: { timeout, maxRetries: 0, fetch: boundedFetch(timeout, tell) as unknown as Fetch },
  }
  return azureApiVersion
    ? new OpenAIModel({
        ...common,
        azureApiKey: key,
        azureDefaultDeployment: name,
        azureEndpoint: endpoint,
        azureApiVersion,
      })
    : new OpenAIModel({ ...common, apiKey: key, defaultModel: name, endpoint })
}

function templateFor({ instructions, answer, maxText, maxTokens }: ModelTask): PromptTemplate {
  const completion = {
    completion_type: 'chat',
    include_history: false,
    include_input: true,
    include_images: false,
    max_input_tokens: 8000,
    max_tokens: maxTokens,
    temperature: 0,
    top_p: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'reading', strict: true, schema: answer },
    },
  } as const
  return {
    name: 'interpret',
    prompt: new Prompt([new SystemMessage(instructions), new UserInputMessage(maxText)]),
    config: { schema: 1.1, type: 'completion', completion },
  }
}

function memoryWith(values: Record<string, unknown>): Memory {
  const held = new Map(Object.entries(values))
  return {
    getValue: <T>(path: string) => held.get(path) as T,
    hasValue: (path) => held.has(path),
    setValue: (path, value) => void held.set(path, value),
    deleteValue: (path) => void held.delete(path),
  }
}
