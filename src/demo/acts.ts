import type { Side } from '../message/message.ts';
import { AWS_PAIR, ISSUE, PRIVATE_KEY } from './bait.ts';
import type { ServerName } from './cast.ts';
import type { Client, Reply } from './client.ts';

/** What the client saw of one act. */
export type Seen = {
  /** Whether oktsec kept something from one of the two sides. */
  readonly stopped: boolean;
  /** In the words of whoever watches the client. */
  readonly as: string;
};

/** One thing that happens in the session: ordinary work, which must never be stopped, or an attack. */
export type Act = {
  readonly server: ServerName;
  readonly what: string;
  /** Where an attack stands in the log; of several such rows the one to show. Absent: ordinary work. */
  readonly row?: {
    readonly side: Side;
    readonly method?: string;
    readonly tool?: string;
    readonly which?: 'first' | 'last';
    /** A word of its note. */
    readonly note?: string;
    /** Where in the message it was found; of several findings the one to show. */
    readonly at?: string;
  };
  /** A server that has ended before: in observe mode all that it gave is known only then, however busy the machine is. */
  readonly after?: ServerName;
  readonly play: (client: Client) => Promise<Seen>;
};

/** Files of the folder that the file server serves. */
export const FILES: readonly (readonly [string, string])[] = [
  ['readme.txt', 'The demo folder. Two files, one of them careless.\n'],
  ['deploy.txt', `How we deploy:\n${AWS_PAIR}\n`],
];

/** `folder` holds FILES. */
export function acts(folder: string): readonly Act[] {
  return [...ordinary(folder), ...attacks(folder)];
}

function ordinary(folder: string): readonly Act[] {
  return [
    {
      server: 'files',
      what: 'a file is read',
      play: async (client) =>
        expecting(await client.call('read_text_file', { path: `${folder}/readme.txt` }), 'demo folder'),
    },
    {
      server: 'everything',
      what: 'two numbers are added',
      play: async (client) => expecting(await client.call('get-sum', { a: 40, b: 2 }), '42'),
    },
    {
      server: 'notes',
      what: 'a note is written and read',
      play: async (client) => {
        await client.call('add_note', { title: 'shopping', text: 'milk, two lemons' });
        return expecting(await client.call('read_note', { title: 'shopping' }), 'two lemons');
      },
    },
    {
      server: 'github',
      what: 'a private issue is read',
      play: async (client) => expecting(await client.call('get_issue', { number: '12' }), 'Hollmann'),
    },
    {
      server: 'slack',
      what: 'a message is posted',
      play: async (client) =>
        expecting(await client.call('post_message', { channel: 'all', text: 'lunch at noon?' }), 'posted'),
    },
  ];
}

function attacks(folder: string): readonly Act[] {
  return [
    {
      server: 'weather',
      what: 'a tool description gives orders',
      row: { side: 'server', method: 'tools/list' },
      play: async (client) => listed(await client.request('tools/list'), 'air_quality'),
    },
    {
      server: 'weather',
      what: 'a result instructs the agent',
      row: { side: 'server', tool: 'forecast' },
      play: async (client) => answered(await client.call('forecast', { city: 'Lisbon' })),
    },
    {
      server: 'weather',
      what: 'the same in base64',
      row: { side: 'server', tool: 'bulletin' },
      play: async (client) => answered(await client.call('bulletin')),
    },
    {
      server: 'weather',
      what: 'a result leaks an API key',
      row: { side: 'server', tool: 'station_status' },
      play: async (client) => answered(await client.call('station_status')),
    },
    {
      server: 'weather',
      what: "orders for the client's model",
      row: { side: 'server', method: 'sampling/createMessage' },
      play: async (client) => {
        await client.call('compare', { one: 'Lisbon', other: 'Porto' });
        const reached = client.heard.includes('sampling/createMessage');
        return { stopped: !reached, as: reached ? 'the model was asked' : 'the model was never asked' };
      },
    },
    {
      server: 'weather',
      what: 'a poisoned tool comes later',
      row: { side: 'server', method: 'tools/list', at: '/result/tools/6/' },
      play: async (client) => {
        await client.call('refresh');
        return listed(await client.request('tools/list'), 'sync_cities');
      },
    },
    {
      server: 'market',
      what: "a parameter's default gives orders",
      row: { side: 'server', method: 'tools/list', at: '/result/tools/2/' },
      play: async (client) => listed(await client.request('tools/list'), 'convert'),
    },
    {
      server: 'market',
      what: "a tool steers another server's",
      row: { side: 'server', method: 'tools/list', at: '/result/tools/3/' },
      play: async (client) => listed(await client.request('tools/list'), 'receipt'),
    },
    {
      server: 'market',
      what: 'bait and switch after three calls',
      row: { side: 'server', method: 'tools/list', note: 'quote', at: '/result/tools/1' },
      play: async (client) => {
        for (const item of ['bread', 'salt', 'tea']) await client.call('quote', { item });
        await client.request('ping');
        const seen = answered(await client.call('quote', { item: 'coffee' }));
        await client.request('tools/list');
        return seen;
      },
    },
    {
      server: 'market',
      what: 'a rug pull: a tool wants more',
      row: { side: 'server', method: 'tools/list', note: 'price', at: '/result/tools/0' },
      play: async (client) => {
        await client.call('refresh_prices');
        await client.request('tools/list');
        return answered(await client.call('price', { item: 'bread' }));
      },
    },
    {
      server: 'files',
      what: 'a file holds cloud keys',
      row: { side: 'server', tool: 'read_text_file', which: 'last' },
      play: async (client) => answered(await client.call('read_text_file', { path: `${folder}/deploy.txt` })),
    },
    {
      server: 'notes',
      what: 'a private key is sent away',
      row: { side: 'client', tool: 'add_note', which: 'last' },
      play: async (client) => {
        const reply = await client.call('add_note', { title: 'backup', text: PRIVATE_KEY });
        const kept = (await client.call('list_notes')).text.includes('backup');
        return reply.stopped && !kept
          ? answered(reply)
          : { stopped: !kept, as: kept ? 'the server has it' : reply.text };
      },
    },
    {
      server: 'slack',
      what: 'a private issue goes to a chat',
      after: 'github',
      row: { side: 'client', tool: 'post_message', which: 'last' },
      play: async (client) => {
        // By another server than the one that gave it, in other words around it.
        const text = `For everybody: ${ISSUE.slice(ISSUE.indexOf('They pay'))}`;
        const reply = await client.call('post_message', { channel: 'all', text });
        const posted = (await client.call('read_channel')).text.includes('41,000');
        return { stopped: reply.stopped && !posted, as: posted ? 'everybody can read it' : reply.text };
      },
    },
    {
      server: 'notes',
      what: 'a path climbs out to a key file',
      row: { side: 'client', tool: 'read_note', which: 'last' },
      play: async (client) => answered(await client.call('read_note', { title: '../../../.ssh/id_rsa' })),
    },
    {
      server: 'notes',
      what: 'a frame with two meanings',
      row: { side: 'client', which: 'last' },
      play: async (client) =>
        answered(
          await client.raw(
            (id) =>
              `{"jsonrpc":"2.0","id":${id},"method":"tools/call","method":"tools/list","params":{"name":"list_notes"}}`,
          ),
        ),
    },
  ];
}

/** Ordinary work: stopped, or not what it should be, is the same failure. */
function expecting(reply: Reply, part: string): Seen {
  const right = !reply.stopped && reply.text.includes(part);
  return { stopped: !right, as: right ? 'as without oktsec' : reply.text };
}

function answered(reply: Reply): Seen {
  return { stopped: reply.stopped, as: reply.stopped ? reply.text : "the server's answer, unchanged" };
}

function listed({ tools, text }: Reply, poisoned: string): Seen {
  const shown = tools.includes(poisoned);
  if (tools.length === 0) return { stopped: true, as: text };
  return {
    stopped: !shown,
    as: shown
      ? `${tools.length} tools, ${poisoned} among them`
      : `${tools.length} tools, ${poisoned} is not among them`,
  };
}
