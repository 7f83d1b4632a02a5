// What follows the # is sent by no browser on its own. The code of a link goes into the form, and out of the address;
// a place in the pages (#hr/log) goes along to where somebody wanted to be.
const place = location.hash;
const code = document.querySelector("#code");
if (code && /^#[\w-]{32}$/.test(place)) {
  history.replaceState(null, "", location.pathname + location.search);
  code.value = place.slice(1);
  document.querySelector("#link").requestSubmit();
} else if (place) {
  for (const then of document.querySelectorAll('input[name="then"]')) if (!then.value.includes("#")) then.value += place;
  for (const way of document.querySelectorAll('a[href*="then="]')) if (!way.href.includes("%23")) way.href += encodeURIComponent(place);
}
