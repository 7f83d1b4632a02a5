// Put into the page before its own scripts: what each picture costs, which sound is played when, what the mouth shows when.
(() => {
  const nothing = () => ({ costsMs: [], packets: [], mouths: [], visemes: [] });
  const probe = (window.probe = { ...nothing(), isOn: false });

  probe.begin = () => {
    Object.assign(probe, nothing(), { isOn: true });
    watchMouth();
  };
  probe.end = () => {
    const { costsMs, packets, mouths, visemes } = Object.assign(probe, { isOn: false });
    return { costsMs, packets, mouths, visemes };
  };

  const requestPicture = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    requestPicture((now) => {
      const before = performance.now();
      draw(now);
      if (probe.isOn) probe.costsMs.push(performance.now() - before);
    });

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const event = typeof data === "string" ? JSON.parse(data) : {};
        if (event.type === "response.animation_viseme.delta") probe.visemes.push([event.audio_offset_ms, event.viseme_id]);
      });
    }
  };

  // The colleague's voice is what is played at 24 kHz; its context is the clock of both sound and lips.
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when = 0) {
    if (this.context.sampleRate === 24_000) {
      probe.context = this.context;
      probe.packets.push({ atS: when, pcm: Array.from(this.buffer.getChannelData(0)) });
    }
    return start.call(this, when);
  };

  probe.face = () =>
    document.querySelector("rehearsal-room").shadowRoot.querySelector("talk-page").shadowRoot.querySelector("colleague-face");

  // After the page's own callbacks of the same picture: what was drawn, and where the ear is then.
  function watchMouth() {
    const drawn = (part) => probe.face().shadowRoot.querySelector(`[data-part=${part}]`).getAttribute("d");
    const look = () => {
      if (!probe.isOn) return;
      const { context } = probe;
      if (context) {
        const earS = context.currentTime - (context.outputLatency || 0);
        const numbers = `${drawn("lips")} ${drawn("opening")}`.match(/-?\d+(\.\d+)?/g).map(Number);
        probe.mouths.push({ earS, numbers });
      }
      requestPicture(look);
    };
    requestPicture(look);
  }
})();
