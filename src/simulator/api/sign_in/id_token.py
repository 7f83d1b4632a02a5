"""The token with which a provider says who somebody is: believed only when every claim of it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from simulator.errors import NotSignedIn
from simulator.flow.labels import Role

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
"""Signatures by a key of the provider's. `none` signs nothing; with HS256 whoever knows our secret could sign."""
LEEWAY_S: Final = 60
"""How far the provider's clock may be from ours."""

Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProviderKeys:
    """The public keys a provider signs with, as last read."""

    by_id: KeySet = field(default_factory=lambda: KeySet([]))

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "ProviderKeys":
        """The keys of a JWKS document (RFC 7517) that can sign.

        Raises:
            NotSignedIn: it holds no such key.
        """
        keys = [
            key
            for key in document.get("keys", ())
            if isinstance(key, dict) and key.get("kty") in {"RSA", "EC", "OKP"} and key.get("use", "sig") == "sig"
        ]
        try:
            return cls(KeySet.import_key_set({"keys": keys}))
        except (JoseError, ValueError, KeyError):
            raise _no("the provider's keys cannot be read") from None

    def know(self, token: str) -> bool:
        """Whether the key that signed this token is among them."""
        try:
            wanted = jws.extract_compact(token.encode()).headers().get("kid")
        except (JoseError, ValueError):
            return True  # whatever it is, newer keys would not mend it
        return any(wanted is None or key.kid == wanted for key in self.by_id.keys)


def check_id_token(token: str, keys: ProviderKeys, *, issuer: str, client_id: str, nonce: str) -> Claims:
    """The claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7).

    Args:
        nonce: of the departure this token must answer.

    Raises:
        NotSignedIn: signed by nobody we know, for somebody else, from elsewhere, too old, or for another departure.
    """
    try:
        claims = jwt.decode(token, keys.by_id, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY_S,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError) as problem:
        raise _no(type(problem).__name__) from None
    is_for_many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (is_for_many or "azp" in claims) and claims.get("azp") != client_id:
        raise _no("it is for another service")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise _no("it names nobody")
    return claims


def name_of(claims: Claims) -> str:
    """What colleagues call somebody, as well as the provider knows."""
    for claim in ("name", "preferred_username", "email"):
        if isinstance(claims.get(claim), str) and claims[claim].strip():
            return str(claims[claim]).strip()[:200]
    return "?"


def roles_of(claims: Claims, claim: str, ours: Mapping[str, Role]) -> frozenset[Role]:
    """Somebody's roles here, after what the provider says; a trainee when it says nothing that we know.

    Args:
        claim: where to look; dots lead inwards.
        ours: the provider's names for our roles.
    """
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    names = found if isinstance(found, list) else [found]
    return frozenset(ours[name] for name in names if isinstance(name, str) and name in ours) or frozenset({"trainee"})


def _no(why: str) -> NotSignedIn:
    return NotSignedIn(f"the provider's answer is not to be believed ({why}).", remedy="Begin again.")
