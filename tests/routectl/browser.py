"""A browser without a window, driven as the W3C's WebDriver says, over plain HTTP on this machine only."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request


def installed():
    return all(shutil.which(name) for name in ("chromium", "chromedriver"))


class Browser:
    def __init__(self):
        self.home = tempfile.mkdtemp()
        # port 0: whichever is free; the driver says which it took
        self.log = os.path.join(self.home, "driver.log")
        with open(self.log, "w") as log:
            self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=log, stderr=log)
        self.address = f"http://127.0.0.1:{self.port()}"
        self.session = ""
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", f"--user-data-dir={self.home}/profile"]
        wanted = {"goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"/session/{answer['sessionId']}"

    def port(self):
        for _ in range(600):
            for line in open(self.log):
                if "on port " in line and "successfully" in line:
                    return int(line.split("on port ")[1].split(".")[0])
            time.sleep(0.1)
        raise RuntimeError("chromedriver does not say on which port it listens:\n" + open(self.log).read())

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + self.session + path, data=data, method=method,
                                         headers={"Content-Type": "application/json"})
        # never by way of a proxy
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=300) as answer:
            return json.load(answer)["value"]

    def open(self, path):
        self.call("POST", "/url", {"url": "file://" + os.path.abspath(path)})

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, selector):
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        element = next(iter(found.values()))
        self.call("POST", f"/element/{element}/click", {})

    def resize(self, width, height):
        self.call("POST", "/window/rect", {"width": width, "height": height})

    def complaints(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.home, ignore_errors=True)
