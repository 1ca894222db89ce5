"""A store with the S3 interface for tests: OpenStack Swift as Debian ships it, with its proxy (S3 interface, check of
signatures) and its account, container and object servers in this one process on loopback. Objects lie in memory.

usage: s3_server.py FOLDER KEY SECRET [CERTIFICATE KEY_OF_CERTIFICATE]

When both listen, FOLDER/ports holds the port of the store and the port of its back door. The back door does what an administrator
with Swift's own tools or a failing disk would do, with no part in it of what is tested:
  PUT /BUCKET           makes a bucket
  PUT /BUCKET/OBJECT    puts these bytes there, whatever was there
  GET /BUCKET/OBJECT    what lies there
  POST /BUCKET/OBJECT   flips a bit of it; nothing else about it changes
  GET /                 how many uploads the store was asked for by S3
"""
import eventlet

eventlet.monkey_patch()

# ruff: noqa: E402 — what follows must see the patched modules
import io
import os
import sys
from array import array

from eventlet import wsgi
from swift.common import storage_policy, utils
from swift.common.ring import RingData
from swift.common.swob import Request

CONFIGURATION = """
[pipeline:main]
pipeline = catch_errors s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
swift_dir = {folder}
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
location = cn-test-1
storage_domain = localhost
auth_pipeline_check = false
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {secret} .admin
"""


class Cache:
    """Stands for memcached."""

    def __init__(self):
        self.values = {}

    def get(self, key, *_, **__):
        return self.values.get(key)

    def set(self, key, value, *_, **__):
        self.values[key] = value

    def incr(self, key, delta=1, *_, **__):
        self.values[key] = self.values.get(key, 0) + delta
        return self.values[key]

    def delete(self, key, *_, **__):
        self.values.pop(key, None)


class Store:
    def __init__(self, app, objects, account):
        self.app, self.objects, self.account = app, objects, account
        self.cache, self.uploads = Cache(), 0

    def front(self, environment, start):
        environment["swift.cache"] = self.cache
        self.uploads += environment["REQUEST_METHOD"] == "PUT"
        return self.app(environment, start)

    def back(self, environment, start):
        request = Request(environment)
        path = "/AUTH_%s%s" % (self.account, request.path)
        if request.path == "/":
            start("200 OK", [])
            return [str(self.uploads).encode()]
        if request.method == "POST":
            body, metadata = self.objects[path]
            rotten = bytearray(body.getvalue())
            rotten[len(rotten) // 2] ^= 1
            self.objects[path] = (io.BytesIO(bytes(rotten)), metadata)
            start("200 OK", [])
            return []
        inner = Request.blank("/v1" + path, method=request.method, body=request.body, environ={
            "swift.cache": self.cache, "swift.authorize_override": True, "swift.authorize": lambda _: None})
        answer = inner.get_response(self.app)
        start(answer.status, [])
        return [answer.body]


def listen():
    return eventlet.listen(("127.0.0.1", 0))


def serve(socket, app):
    eventlet.spawn(wsgi.server, socket, app, log_output=False)


def main():
    folder, name, secret = sys.argv[1:4]
    account, user = name.split(":")
    here = lambda name: os.path.join(folder, name)
    with open(here("swift.conf"), "w") as text:
        text.write("[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n")
    utils.SWIFT_CONF_FILE = storage_policy.SWIFT_CONF_FILE = here("swift.conf")
    utils.validate_hash_conf()
    storage_policy.reload_storage_policies()
    with open(here("proxy.conf"), "w") as text:
        text.write(CONFIGURATION.format(folder=folder, account=account, user=user, secret=secret))
    os.makedirs(here("devices/memory"))

    # These read the configuration when they are imported.
    from swift.account.server import AccountController
    from swift.common.wsgi import loadapp
    from swift.container.server import ContainerController
    from swift.obj.mem_server import ObjectController

    objects = None
    for name, server in ("account", AccountController), ("container", ContainerController), ("object", ObjectController):
        socket = listen()
        port = socket.getsockname()[1]
        device = {"id": 0, "device": "memory", "region": 1, "zone": 1, "weight": 1.0, "ip": "127.0.0.1", "port": port,
                  "replication_ip": "127.0.0.1", "replication_port": port}
        RingData([array("H", [0, 0])], [device], 31).save(here(name + ".ring.gz"))
        app = server({"devices": here("devices"), "mount_check": "false", "swift_dir": folder})
        objects = app._filesystem._filesystem if name == "object" else objects
        serve(socket, app)

    store = Store(loadapp(here("proxy.conf")), objects, account)
    front, back = listen(), listen()
    ports = front.getsockname()[1], back.getsockname()[1]
    if len(sys.argv) > 4:
        front = eventlet.wrap_ssl(front, certfile=sys.argv[4], keyfile=sys.argv[5], server_side=True)
    serve(front, store.front)
    serve(back, store.back)
    with open(here("ports.new"), "w") as text:
        print(*ports, file=text)
    os.rename(here("ports.new"), here("ports"))
    while True:
        eventlet.sleep(3600)


main()
