/** What a person sees who opens the ACS URL in a browser. The same for everybody: it tells nothing about this machine. */
export const infoPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CWMP Workbench: ACS</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem}</style>
<h1>CWMP Workbench: ACS</h1>
<p>This is an auto-configuration server (ACS) for TR-069. You have reached it: CPEs can, too.</p>
<p>CPEs send their messages here with HTTP POST. Enter the address of this page as the ACS URL
(<code>ManagementServer.URL</code>) of a CPE; any path will do.</p>
<p>The user interface is not here. It has an address of its own, which the workbench prints when it starts.</p>
</html>
`
