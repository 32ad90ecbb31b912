/** What a browser sees that comes without a cookie: how to get in. */
export function signInPage(problem: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CWMP Workbench: sign in</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 15vh auto; padding: 0 1rem; }
label { display: block; margin: 1.5rem 0 .25rem; }
input, button { font: inherit; padding: .4rem .6rem; }
input { width: 100%; box-sizing: border-box; font-family: ui-monospace, monospace; }
button { margin-top: .75rem; }
</style>
</head>
<body>
<h1>CWMP Workbench</h1>
<p role="alert">${problem}</p>
<p>Open the address that the workbench printed when it started; it lets one browser in, once.
Or enter the API token from the same place:</p>
<form method="post" action="/sign-in">
<label for="token">API token</label>
<input id="token" name="token" type="password" autocomplete="off" required autofocus>
<button>Sign in</button>
</form>
</body>
</html>
`
}
