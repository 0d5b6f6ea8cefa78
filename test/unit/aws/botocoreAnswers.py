"""
What botocore asks of whom for each set-up on standard input, without a network: a line of JSON each, after one with its
version. The services' answers are made up here; botocore does all else.
"""

import json
import os
import re
import shutil
import sys
import tempfile

import botocore.credentials
import botocore.session
import botocore.tokens
from botocore.awsrequest import AWSResponse

KEYS = """<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
<SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"""


class Raw:
    """The body of an answer."""

    def __init__(self, body):
        self.body = body

    def stream(self, **_):
        yield self.body

    def read(self, *_):
        body, self.body = self.body, b""
        return body


def body_for(request):
    action = re.search(r"Action=(\w+)", str(request.body)) or re.search(r"'Action': '(\w+)'", str(request.body))
    if action:
        return f"<{action[1]}Response><{action[1]}Result>{KEYS}</{action[1]}Result></{action[1]}Response>"
    if "/federation/credentials" in request.url:
        keys = {"accessKeyId": "ASIASSO", "secretAccessKey": "secret", "sessionToken": "token"}
        return json.dumps({"roleCredentials": {**keys, "expiration": 4070908800000}})
    return "7.0"


def ask(set_up, home):
    for path, text in set_up["files"].items():
        full = os.path.join(home, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text.replace("HOME", home))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    ours = {name: value.replace("HOME", home) for name, value in set_up["env"].items()}
    os.environ.clear()
    # Older ones would ask the STS of us-east-1 for most regions.
    os.environ.update(kept, HOME=home, AWS_EC2_METADATA_DISABLED="true", AWS_STS_REGIONAL_ENDPOINTS="regional", **ours)
    cache = os.path.join(home, ".aws", "sso", "cache")
    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = cache
    botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache
    asked, signed = [], []

    def send(request, **_):
        asked.append("/".join(request.url.split("/")[:3]))
        found = re.search(rb"Credential=([^/]*)/\d+/([^/]*)/", request.headers.get("Authorization") or b"")
        signed[:] = [group.decode() for group in found.groups()] if found else [None, None]
        return AWSResponse(request.url, 200, {"content-type": "text/csv"}, Raw(body_for(request).encode()))

    try:
        session = botocore.session.Session(profile=set_up.get("profile"))
        session.register("before-send.*", send)
        client = session.create_client("sagemaker-runtime", endpoint_url=set_up.get("endpointUrl"))
        client.invoke_endpoint(EndpointName="digits", Body="0", ContentType="text/csv")
        return {"asked": asked, "key": signed[0], "region": signed[1]}
    except Exception as error:
        return {"refused": type(error).__name__}


print(botocore.__version__)
for line in sys.stdin:
    folder = tempfile.mkdtemp()
    try:
        print(json.dumps(ask(json.loads(line), folder)))
    finally:
        shutil.rmtree(folder)
