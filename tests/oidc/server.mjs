// An OAuth 2 server, and a resource that requires its tokens: `GET PATH`.
//
//   node server.mjs --resource PATH [--access-token-ttl SECONDS]
//
// When it is ready, it prints one line of JSON: its address, its clients, and a refresh token.
// Besides OAuth it has `GET /stats`, which returns counts, and `POST /expire`, which invalidates all access tokens.

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

// Notices are printed to standard error, because standard output is for that line.
console.info = console.error;
const { Provider } = await import('oidc-provider');

const options = { resource: { type: 'string' }, 'access-token-ttl': { type: 'string', default: '3600' } };
const { values } = parseArgs({ options });
const ttl = Number(values['access-token-ttl']);

// These secrets are received correctly only if they are form-encoded in the header (RFC 6749, section 2.3.1).
const clients = {
  basic: { client_id: 'basic:client', client_secret: 'a+b c%2F:d&e=f', token_endpoint_auth_method: 'client_secret_basic' },
  post: { client_id: 'post:client', client_secret: 'g+h i%2F:j&k=l', token_endpoint_auth_method: 'client_secret_post' },
};

const grants = {
  grant_types: ['client_credentials', 'refresh_token', 'authorization_code'],
  redirect_uris: ['https://client.example/'],
  response_types: ['code'],
  scope: 'api profile_read openid offline_access',
};

const account = {
  id: 7, username: 'user-7', company_name: 'Moored', telephone: '+31000000', address: 'Quay 1', postal_code: '1234AB',
  city: 'Eindhoven', email: 'ada@example.com', invoices: [],
};

const listener = createServer();
await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${listener.address().port}`;

const provider = new Provider(address, {
  clients: Object.values(clients).map((client) => ({ ...client, ...grants })),
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  // No client is permitted to use the last one.
  scopes: ['api', 'profile_read', 'openid', 'offline_access', 'admin'],
  rotateRefreshToken: true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  ttl: { AccessToken: ttl, ClientCredentials: ttl, RefreshToken: 3600, Grant: 3600 },
  cookies: { keys: ['not used'] },
});

// The provider accepts the secret of each client in the header and in the body, so the uses are counted.
const stats = { token_requests: 0, by_header: 0, accepted: 0, rejected: 0 };
let issued = [];
for (const kind of ['access_token', 'client_credentials']) {
  provider.on(`${kind}.saved`, (token) => issued.push(token));
}

/** Whether the request has a valid access token. */
async function isAuthorized(request) {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const found = (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
  return found?.isValid ?? false;
}

provider.use(async (context, next) => {
  switch (`${context.method} ${context.path}`) {
    case `GET ${values.resource}`:
      if (await isAuthorized(context.req)) {
        stats.accepted += 1;
        context.body = { user: account };
      } else {
        stats.rejected += 1;
        context.status = 401;
        context.set('www-authenticate', 'Bearer error="invalid_token"');
        context.body = { error: { code: 401, message: 'the token is invalid' } };
      }
      return;
    case 'GET /stats':
      context.body = stats;
      return;
    case 'POST /expire':
      await Promise.all(issued.map((token) => token.destroy()));
      issued = [];
      context.status = 204;
      return;
    case 'POST /token':
      stats.token_requests += 1;
      stats.by_header += context.headers.authorization ? 1 : 0;
  }
  await next();
});
listener.on('request', provider.callback());

// A refresh token for the first client, as if the user `ada` had given consent in a browser.
const client = await provider.Client.find(clients.basic.client_id);
const grant = new provider.Grant({ accountId: 'ada', clientId: client.clientId });
grant.addOIDCScope('profile_read offline_access');
const granted = { accountId: 'ada', client, grantId: await grant.save(), gty: 'authorization_code', scope: 'profile_read offline_access' };
const refresh_token = await new provider.RefreshToken(granted).save();

const credentials = Object.entries(clients).map(([name, { client_id, client_secret }]) => [name, { client_id, client_secret }]);
console.log(JSON.stringify({ address, token_url: `${address}/token`, refresh_token, ...Object.fromEntries(credentials) }));
