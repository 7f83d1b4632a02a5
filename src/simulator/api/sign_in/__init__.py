"""Who comes in: a one-time link on a machine of one's own, passwords or an OpenID provider in an organisation.

A browser comes to the door (`routes`), proves who it is (`link`, `passwords`, `openid`) and gets a cookie (`cookies`);
`door` turns that cookie, or a program's token, into a `Viewer` at every request; `same_origin` refuses what a page
elsewhere makes a browser send. Why it is so: docs/decisions/0008.
"""
