/* The search from a disk: a page on file:// can't start a worker, so this gives one that lives in a frame of the page itself.
   After the npm package iframe-worker 1.0.4 (MIT, Martin Donath), rewritten: the frame's own script is the same text on every
   machine, so that the page's Content-Security-Policy can name it by its digest. */
(() => {
  "use strict";
  const FRAME_SCRIPT = `(() => {
  const load = address => new Promise(done => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    document.body.appendChild(script);
  });
  window.postMessage = (message, target) => parent.postMessage(message, target || "*");
  window.importScripts = (...addresses) => addresses.reduce((before, address) => before.then(() => load(address)), Promise.resolve());
  addEventListener("error", event => {
    parent.dispatchEvent(new ErrorEvent("error", { filename: frameElement.dataset.worker, error: event.error }));
  });
})();`;

  class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      this.url = String(address);
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.dataset.worker = this.url;
      document.body.appendChild(this.frame);
      const inner = this.frame.contentWindow;
      this.told = event => {
        if (event.source !== this.frame.contentWindow) return;
        this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        if (this.onmessage) this.onmessage(event);
      };
      this.failed = event => {
        if (event.filename !== this.url) return;
        const error = new ErrorEvent("error", { message: event.message, filename: this.url, error: event.error });
        this.dispatchEvent(error);
        if (this.onerror) this.onerror(error);
      };
      addEventListener("message", this.told);
      addEventListener("error", this.failed);
      const page = inner.document, setup = page.createElement("script"), worker = page.createElement("script");
      page.open();
      page.write("<!doctype html><html><body></body></html>");
      setup.textContent = FRAME_SCRIPT;
      page.body.appendChild(setup);
      worker.src = this.url;
      page.body.appendChild(worker);
      page.close();
      // After open(), which takes every listener off the window.
      this.ready = new Promise((done, failed) => {
        inner.onload = done;
        inner.onerror = failed;
      });
    }

    terminate() {
      removeEventListener("message", this.told);
      removeEventListener("error", this.failed);
      this.frame.remove();
    }

    postMessage(data) {
      this.ready.catch(() => {}).then(() => {
        this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      });
    }
  }

  window.IFrameWorker = FrameWorker;
  if (location.protocol === "file:") window.Worker = FrameWorker;
})();
