"""Sign-in with an OpenID Connect provider: authorization code with PKCE (RFC 7636), discovery, and the way back.

Nothing is kept between the two halves but a signed cookie in the browser that left, so nobody can fill our memory.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from httpx2 import AsyncClient, HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from simulator.api.sign_in.id_token import Claims, ProviderKeys, check_id_token
from simulator.errors import NotSignedIn, Unavailable
from simulator.settings import LOOPBACK, OidcSettings

DEPARTURE_S: Final = 600
"""How long somebody may take at the provider."""
METADATA_S: Final = 3600.0
TIMEOUT_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Departure:
    """A browser leaves for the provider."""

    url: str
    ticket: str
    """For its cookie."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser came back, and the provider says who it is."""

    claims: Claims
    then: str
    """Path it wanted to see in the first place."""


class OpenIdProvider:
    """One provider as the settings name it."""

    def __init__(self, settings: OidcSettings) -> None:
        self.settings = settings
        self._key = OctKey.generate_key(256)
        self._metadata: dict[str, Any] = {}
        self._read_s = -METADATA_S
        self._keys = ProviderKeys()

    async def depart(self, redirect_uri: str, then: str) -> Departure:
        """
        Raises:
            Unavailable: the provider cannot be reached, or is not the one the settings name.
        """
        metadata = await self._discover()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        async with self._client(metadata, redirect_uri) as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        ends_s = int(time.time()) + DEPARTURE_S
        flow = {"state": state, "nonce": nonce, "verifier": verifier, "then": then, "exp": ends_s}
        return Departure(url, jwt.encode({"alg": "HS256"}, flow, self._key))

    async def arrive(self, redirect_uri: str, ticket: str | None, answer: Mapping[str, str]) -> Arrival:
        """
        Args:
            ticket: of the departure's cookie.
            answer: the query with which the provider sent the browser back.

        Raises:
            NotSignedIn: the answer is not to this browser's question, the provider says no, or its token does not hold.
            Unavailable: the provider cannot be reached.
        """
        flow = self._flow(ticket, answer.get("state", ""))
        if "error" in answer:
            raise NotSignedIn("the provider did not let you in.", remedy="Ask your administrator, or try again.")
        metadata = await self._discover()
        if answer.get("iss", metadata["issuer"]) != metadata["issuer"]:  # RFC 9207
            raise _begin_again()
        async with self._client(metadata, redirect_uri) as client:
            try:
                token = await client.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=answer.get("code", ""),
                    code_verifier=flow["verifier"],
                )
            except OAuthError:
                raise _begin_again() from None
            except (HTTPError, ValueError) as problem:
                raise self._unreachable(problem) from None
        claims = await self._checked(metadata, str(token.get("id_token", "")), flow["nonce"])
        return Arrival(claims, flow["then"])

    def _flow(self, ticket: str | None, state: str) -> dict[str, Any]:
        """What this browser left with."""
        try:
            flow = jwt.decode(ticket or "", self._key, algorithms=["HS256"]).claims
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(flow)
        except (JoseError, ValueError):
            raise _begin_again() from None
        if not secrets.compare_digest(flow["state"].encode(), state.encode()):
            raise _begin_again()
        return flow

    async def _checked(self, metadata: Mapping[str, Any], id_token: str, nonce: str) -> Claims:
        """The claims of a token that holds; a key that we do not know may be newer than those we read."""
        expected = {"issuer": metadata["issuer"], "client_id": self.settings.client_id, "nonce": nonce}
        if not self._keys.know(id_token):
            self._keys = ProviderKeys.of(await self._get(metadata["jwks_uri"]))
        return check_id_token(id_token, self._keys, **expected)

    async def _discover(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0; a document of another issuer is refused (its section 4.3)."""
        if time.monotonic() - self._read_s > METADATA_S:
            issuer = self.settings.issuer
            found = await self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != issuer:
                raise Unavailable(
                    f"the provider calls itself {found.get('issuer')!r}.", where="SIMULATOR_SIGN_IN__OIDC__ISSUER"
                )
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                _require_safe(str(found.get(name, "")))
            self._metadata, self._read_s = found, time.monotonic()
        return self._metadata

    async def _get(self, url: str) -> dict[str, Any]:
        _require_safe(url)
        async with AsyncClient(timeout=TIMEOUT_S) as client:
            try:
                answer = await client.get(url)
                answer.raise_for_status()
                found = answer.json()
            except (HTTPError, ValueError) as problem:
                raise self._unreachable(problem) from None
        if not isinstance(found, dict):
            raise self._unreachable(ValueError("no JSON object"))
        return found

    def _client(self, metadata: Mapping[str, Any], redirect_uri: str) -> AsyncOAuth2Client:
        secret = self.settings.client_secret.get_secret_value()
        offered = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        with_secret = "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
        return AsyncOAuth2Client(
            client_id=self.settings.client_id,
            client_secret=secret or None,
            scope=self.settings.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=with_secret if secret else "none",
            timeout=TIMEOUT_S,
        )

    def _unreachable(self, problem: Exception) -> Unavailable:
        return Unavailable(
            f"the sign-in provider does not answer as it should ({type(problem).__name__}).",
            where=self.settings.issuer,
            remedy="Try again later.",
        )


def _require_safe(url: str) -> None:
    """Only https, but for a provider on this same machine.

    Raises:
        Unavailable: who says who somebody is could be overheard and changed.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise Unavailable(f"{url!r} is no https address.", where="SIMULATOR_SIGN_IN__OIDC__ISSUER")


def _begin_again() -> NotSignedIn:
    return NotSignedIn("this sign-in was not begun in this browser, or too long ago.", remedy="Begin again.")
