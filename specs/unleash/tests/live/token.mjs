// Waits for the Unleash server at argv[2], process argv[3], and prints a new personal access token of its administrator.

const [, , url, pid] = process.argv;

async function post(path, body, headers = {}) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function healthy() {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    // Throws if the process does not exist.
    process.kill(Number(pid), 0);
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server is not healthy after two minutes");
}

await healthy();
const login = await post("/auth/simple/login", { username: "admin", password: "unleash4all" });
const cookie = login.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
const token = { description: "tests/live", expiresAt: "2099-01-01T00:00:00.000Z" };
const response = await post("/api/admin/user/tokens", token, { cookie });
console.log((await response.json()).secret);
