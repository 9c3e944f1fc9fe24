// The optional journal on this computer: what is typed and not yet on the server, encrypted (docs/personal-data.md).
// Nothing is kept until the application opens it, which it does only where the installation allows it. The key comes
// from the server after a log-in and is held by the browser in a form that no script can read out.
(() => {
  const NAME = "hjertekom.journal";
  const STORE = "kept";
  const DEVICE = "device";
  const LIFE = 72 * 60 * 60 * 1000;
  let base;
  let key;
  /** Writes follow each other, so that an older text never replaces a newer one. */
  let queue = Promise.resolve();

  const answer = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  function opened() {
    base ??= new Promise((done, failed) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        // Another window wipes the journal: this one lets go of it.
        request.result.onversionchange = () => {
          request.result.close();
          base = key = undefined;
        };
        done(request.result);
      };
    });
    return base;
  }

  async function entries(mode, act) {
    const transaction = (await opened()).transaction(STORE, mode, { durability: "strict" });
    const result = await answer(act(transaction.objectStore(STORE)));
    if (mode === "readwrite") {
      await new Promise((done, failed) => {
        transaction.oncomplete = done;
        transaction.onerror = transaction.onabort = () => failed(transaction.error);
      });
    }
    return result;
  }

  /** Entries nobody has come back for are gone after 72 hours, whoever starts the application next. */
  async function purge() {
    for (const { id, at } of await entries("readonly", (store) => store.getAll())) {
      if (id !== DEVICE && !(Math.abs(Date.now() - at) < LIFE)) await entries("readwrite", (store) => store.delete(id));
    }
  }

  const ordered = (act) => {
    const next = queue.then(act);
    queue = next.catch(() => {});
    return next;
  };

  const cipher = (id, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) });

  globalThis.hjertekomJournal = {
    /** This browser's own id, which its keys are bound to. */
    async device() {
      const known = await entries("readonly", (store) => store.get(DEVICE));
      if (known) return known.device;
      const device = crypto.randomUUID();
      await entries("readwrite", (store) => store.put({ id: DEVICE, device }));
      return device;
    },

    /** Opens the journal with the 32 bytes of the user's key on this device. */
    async open(bytes) {
      await purge();
      key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
      bytes.fill(0);
    },

    put: (id, text) =>
      ordered(async () => {
        if (!key) throw new Error("the journal is closed");
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const data = await crypto.subtle.encrypt(cipher(id, iv), key, new TextEncoder().encode(text));
        await entries("readwrite", (store) => store.put({ id, at: Date.now(), iv, data }));
      }),

    remove: (id) => ordered(() => (key ? entries("readwrite", (store) => store.delete(id)) : undefined)),

    /** The text that was put, if this user put one on this device less than 72 hours ago. */
    get: (id) =>
      ordered(async () => {
        const entry = key && (await entries("readonly", (store) => store.get(id)));
        if (!entry || !(Math.abs(Date.now() - entry.at) < LIFE)) return undefined;
        const text = await crypto.subtle.decrypt(cipher(id, entry.iv), key, entry.data);
        return new TextDecoder().decode(text);
      }),

    /** Everything goes, the key first. */
    wipe: () =>
      ordered(async () => {
        key = undefined;
        if (base) (await base).close();
        base = undefined;
        const request = indexedDB.deleteDatabase(NAME);
        // A window that does not let go delays it; the key is gone already.
        await Promise.race([answer(request), new Promise((done) => (request.onblocked = done))]);
      }),
  };

  indexedDB.databases?.().then((all) => all.some(({ name }) => name === NAME) && ordered(purge)).catch(() => {});
})();
