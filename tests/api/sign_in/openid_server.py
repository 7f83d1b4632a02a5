"""A small real OpenID provider: discovery, redirects, PKCE, client secret, keys that rotate; and lies on request."""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "rechtuit"
CLIENT_SECRET = "s3cr&t with=signs"


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})


@dataclass(slots=True)
class Provider:
    """What the provider knows, and what it will say next. Tests change it between two requests."""

    issuer: str = ""
    key: RSAKey = field(default_factory=new_key)
    user: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "name": "An Peeters"})
    """Whoever is signed in at the provider; no questions are asked."""
    grants: dict[str, dict[str, str]] = field(default_factory=dict)
    """By code: what was asked for."""
    n_key_reads: int = 0
    change_claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    sign: Callable[["Provider", dict[str, Any]], str] | None = None
    refuses: bool = False
    answer_issuer: str = ""
    """`iss` in the answer (RFC 9207), where it is not the right one."""

    def rotate(self) -> None:
        """From now on another key signs, and the old one is no longer published."""
        self.key = new_key()

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = self.change_claims(claims | self.user)
        if self.sign is not None:
            return self.sign(self, claims)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)


def app_of(provider: Provider) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    async def discovery() -> dict[str, Any]:
        return {
            "issuer": provider.issuer,
            "authorization_endpoint": f"{provider.issuer}/authorize",
            "token_endpoint": f"{provider.issuer}/token",
            "jwks_uri": f"{provider.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    @app.get("/keys")
    async def keys() -> dict[str, Any]:
        provider.n_key_reads += 1
        public = provider.key.as_dict(private=False)
        return {"keys": [public, {"kty": "oct", "use": "enc", "k": "AAAA"}]}

    @app.get("/authorize")
    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        if provider.refuses:
            back = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            provider.grants[code] = asked
            back = {"code": code, "state": asked["state"], "iss": provider.answer_issuer or provider.issuer}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    @app.post("/token")
    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = provider.grants.pop(form.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {expected}":
            return JSONResponse({"error": "invalid_client"}, 401)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        holds = (
            asked is not None
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == form.get("redirect_uri")
            and form.get("grant_type") == "authorization_code"
        )
        if not holds or asked is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": provider.id_token(asked)}
        )

    return app


@asynccontextmanager
async def running_provider() -> AsyncIterator[Provider]:
    provider = Provider()
    server = uvicorn.Server(uvicorn.Config(app_of(provider), port=0, log_level="warning", access_log=False))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    provider.issuer = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield provider
    finally:
        server.should_exit = True
        await serving


def unsigned(_provider: Provider, claims: dict[str, Any]) -> str:
    """`alg: none`: anybody can write it."""
    return f"{_encoded({'alg': 'none', 'typ': 'JWT'})}.{_encoded(claims)}."


def signed_by_a_stranger(provider: Provider, claims: dict[str, Any]) -> str:
    """Another key that calls itself by the right one's id."""
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, new_key())


def signed_with_our_secret(_provider: Provider, claims: dict[str, Any]) -> str:
    """HS256: whoever knows the client secret could write it."""
    return _signed_hs256(claims, CLIENT_SECRET.encode(), "")


def signed_with_the_public_key(provider: Provider, claims: dict[str, Any]) -> str:
    """HS256 with the published key as the secret: the classic confusion of algorithms."""
    return _signed_hs256(claims, provider.key.as_pem(private=False), str(provider.key.kid))


def _signed_hs256(claims: dict[str, Any], secret: bytes, key_id: str) -> str:
    signed = f"{_encoded({'alg': 'HS256', 'kid': key_id})}.{_encoded(claims)}"
    signature = hmac.digest(secret, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
