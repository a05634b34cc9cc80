"""A real OpenID provider for the tests, on Authlib: code flow, PKCE required, signed ID tokens, over HTTP.

Run as `python openid_provider.py PORT`. People sign in by their `sub` alone, because what is tested is
our side. `POST /people` adds somebody; `POST /faults` makes the next ID token wrong in one way.
"""

import secrets
import sys
import time
from dataclasses import dataclass, field

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 0
ISSUER = f"http://127.0.0.1:{PORT}"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})

PEOPLE: dict[str, dict] = {}
CODES: dict[str, "Code"] = {}
TOKENS: dict[str, "Token"] = {}
FAULTS: list[str] = []
SEEN: list[dict] = []


@dataclass
class Person:
    sub: str
    claims: dict

    def get_user_id(self) -> str:
        return self.sub


@dataclass
class Client:
    """The site that is being tested; any redirect address on this machine."""

    client_id: str
    secret: str

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return ""

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, uri):
        return uri.startswith("http://testserver/login/with/")

    def check_client_secret(self, secret):
        return secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, kind):
        return kind == "code"

    def check_grant_type(self, kind):
        return kind == "authorization_code"


CLIENTS = {
    name: Client(name, f"secret-of-{name}") for name in ("rondom-staff", "rondom-residents", "rondom-other")
}


@dataclass
class Code:
    code: str
    client_id: str
    redirect_uri: str
    scope: str
    sub: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    at: float = field(default_factory=time.time)

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return "another-nonce" if "nonce" in FAULTS else self.nonce

    def get_auth_time(self):
        return int(self.at)

    def get_acr(self):
        return PEOPLE[self.sub].get("acr")

    def get_amr(self):
        return PEOPLE[self.sub].get("amr")


@dataclass
class Token:
    access_token: str
    client_id: str
    sub: str
    scope: str
    expires_in: int

    def is_expired(self):
        return False

    def is_revoked(self):
        return False

    def get_scope(self):
        return self.scope


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def save_authorization_code(self, code, request):
        asked = request.payload.data
        CODES[code] = Code(
            code=code,
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.payload.scope,
            sub=request.user.sub,
            nonce=asked.get("nonce", ""),
            code_challenge=asked.get("code_challenge", ""),
            code_challenge_method=asked.get("code_challenge_method", ""),
        )

    def query_authorization_code(self, code, client):
        found = CODES.get(code)
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code):
        CODES.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code):
        return Person(authorization_code.sub, PEOPLE[authorization_code.sub])


class IdToken(OpenIDCode):
    def exists_nonce(self, nonce, request):
        return any(code.nonce == nonce for code in CODES.values())

    def resolve_client_private_key(self, client):
        return OTHER_KEY if "signature" in FAULTS else KEY

    def get_encode_header(self, client):
        return {"alg": "none"} if "none" in FAULTS else {"alg": "RS256", "kid": "one"}

    def get_client_algorithm(self, client):
        return "RS256"

    def get_client_claims(self, client):
        now = int(time.time())
        return {
            "iss": "https://elsewhere.example" if "issuer" in FAULTS else ISSUER,
            "aud": ["rondom-other"] if "audience" in FAULTS else [client.client_id],
            "iat": now,
            "exp": now - 600 if "expired" in FAULTS else now + 600,
        }

    def generate_user_info(self, user, scope):
        return {
            "sub": user.sub,
            **{
                name: user.claims[name] for name in ("email", "email_verified", "name") if name in user.claims
            },
        }


class Bearer(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return TOKENS.get(token_string)


def save_token(token, asked):
    TOKENS[token["access_token"]] = Token(
        token["access_token"],
        asked.client.client_id,
        asked.user.sub,
        token.get("scope", ""),
        token["expires_in"],
    )


app = Flask(__name__)
server = AuthorizationServer(app, query_client=CLIENTS.get, save_token=save_token)
server.register_grant(CodeGrant, [CodeChallenge(required=True), IdToken(require_nonce=True)])
protected = ResourceProtector()
protected.register_token_validator(Bearer())


@app.get("/.well-known/openid-configuration")
def configuration():
    return jsonify(
        issuer=ISSUER,
        authorization_endpoint=f"{ISSUER}/authorize",
        token_endpoint=f"{ISSUER}/token",
        userinfo_endpoint=f"{ISSUER}/userinfo",
        jwks_uri=f"{ISSUER}/keys",
        response_types_supported=["code"],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=["RS256"],
        token_endpoint_auth_methods_supported=["client_secret_post", "client_secret_basic"],
    )


@app.get("/keys")
def keys():
    return jsonify(keys=[KEY.as_dict(private=False)])


@app.route("/authorize", methods=["GET", "POST"])
def authorize():
    if request.method == "GET":
        server.get_consent_grant(end_user=None)
        return '<form method="post"><input name="sub"><button>Sign in</button></form>'
    SEEN.append(dict(request.args))
    sub = request.form.get("sub", "")
    if sub not in PEOPLE:
        return server.create_authorization_response(grant_user=None)
    return server.create_authorization_response(grant_user=Person(sub, PEOPLE[sub]))


@app.post("/token")
def token():
    return server.create_token_response()


@app.get("/userinfo")
@protected("openid")
def userinfo():
    sub = "somebody-else" if "userinfo" in FAULTS else current_token.sub
    claims = {name: value for name, value in PEOPLE[current_token.sub].items() if name not in ("acr", "amr")}
    return jsonify(sub=sub, **claims)


@app.post("/people")
def people():
    PEOPLE[request.json["sub"]] = {name: value for name, value in request.json.items() if name != "sub"}
    return "", 204


@app.post("/logout-token")
def logout_token():
    """A signed logout token; `claims` and `header` replace what is in it (null takes it out)."""
    asked, now = request.json, int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": "rondom-staff",
        "iat": now,
        "exp": now + 120,
        "jti": secrets.token_hex(8),
        "sub": asked["sub"],
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        **asked.get("claims", {}),
    }
    header = {"alg": "RS256", "kid": "one", "typ": "logout+jwt", **asked.get("header", {})}
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(header, claims, OTHER_KEY if asked.get("other_key") else KEY)


@app.post("/faults")
def faults():
    FAULTS[:] = request.json
    return "", 204


@app.get("/seen")
def seen():
    return jsonify(SEEN)


if __name__ == "__main__":
    import os

    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    app.run("127.0.0.1", PORT, threaded=True)
