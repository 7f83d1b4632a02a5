// The code behind the # is sent by no browser on its own; this puts it into the form and takes it out of the address.
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("#code").value = code;
  document.querySelector("#link").requestSubmit();
}
