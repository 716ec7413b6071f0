// Draws /openapi.json as forms. Everything is text nodes: nothing that a server says becomes markup.
const isChinese = navigator.languages.some((tag) => /^zh\b/i.test(tag)) && !/^en\b/i.test(navigator.languages[0]);
const words = isChinese
  ? { lead: '本机的 Limpid 服务器。打开一个接口，填好后发送。令牌由本页自动附上。', send: '发送', body: '请求正文（JSON）', file: '或选择一个文件', took: '毫秒', bytes: '字节', stop: '停止' }
  : { lead: 'The Limpid server of this machine. Open a call, fill it in, send it. This page adds the token by itself.', send: 'Send', body: 'Body (JSON)', file: 'or a file', took: 'ms', bytes: 'bytes', stop: 'Stop' };
const examples = {
  '/api/recognize': { strokes: [[[74, 56], [96, 40], [128, 40], [154, 56], [160, 80], [148, 104], [120, 120], [152, 132], [168, 156], [160, 184], [132, 204], [96, 204], [72, 188]]] },
  '/api/trainings': { preset: 'default', epochs: 3 },
};
const most = 20000; // characters of an answer that are shown

document.documentElement.lang = isChinese ? 'zh-CN' : 'en';
document.getElementById('lead').textContent = words.lead;

function make(name, properties = {}, children = []) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

async function token() {
  return (await (await fetch('/api/token', { headers: { 'X-Limpid': 'page' } })).json()).token;
}

/** What came, as text: pictures and models by their size. */
async function show(response, output) {
  const type = response.headers.get('Content-Type') ?? '';
  if (/event-stream/.test(type)) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) output.textContent = (output.textContent + part.value).slice(-most);
  } else if (/json|text/.test(type)) {
    const text = await response.text();
    try {
      output.textContent += JSON.stringify(JSON.parse(text), null, 1).slice(0, most);
    } catch {
      output.textContent += text.slice(0, most);
    }
  } else output.textContent += `${type || '–'}, ${(await response.arrayBuffer()).byteLength} ${words.bytes}`;
}

function form(path, method, operation) {
  const fields = (operation.parameters ?? []).map((parameter) => ({ parameter, input: make('input', { required: parameter.in === 'path' }) }));
  const takes = Object.keys(operation.requestBody?.content ?? {});
  const text = takes.some((type) => type.includes('json')) ? make('textarea', { rows: 5, spellcheck: false, value: JSON.stringify(examples[path] ?? {}) }) : undefined;
  const file = takes.some((type) => !type.includes('json')) ? make('input', { type: 'file' }) : undefined;
  const output = make('pre', { hidden: true, tabIndex: 0 }), button = make('button', { textContent: words.send });
  const whole = make('form', {}, [
    make('p', { textContent: operation.description ?? '' }),
    ...fields.map(({ parameter, input }) => make('label', {}, [parameter.name, input])),
    ...(text ? [make('label', {}, [words.body, text])] : []),
    ...(file ? [make('label', {}, [words.file, file])] : []),
    button, output,
  ]);
  let stop;
  whole.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (stop) return stop.abort();
    stop = new AbortController();
    let address = path;
    const query = new URLSearchParams();
    for (const { parameter, input } of fields) {
      if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(parameter.name, input.value);
    }
    const headers = {}, body = file?.files[0] ?? text?.value;
    if (method !== 'get') headers['X-Limpid-Token'] = await token();
    if (body !== undefined) headers['Content-Type'] = file?.files[0] ? 'application/octet-stream' : 'application/json';
    output.hidden = false;
    button.textContent = words.stop;
    const begun = performance.now();
    try {
      const response = await fetch(query.size ? `${address}?${query}` : address, { method: method.toUpperCase(), headers, body, signal: stop.signal });
      output.textContent = `${response.status} ${response.statusText}, ${(performance.now() - begun).toFixed(1)} ${words.took}\n`;
      await show(response, output);
    } catch (wrong) {
      output.textContent += `\n${wrong}`;
    }
    stop = undefined;
    button.textContent = words.send;
  });
  return whole;
}

fetch('/openapi.json').then((response) => response.json()).then((document_) => {
  const list = document.getElementById('operations');
  for (const [path, methods] of Object.entries(document_.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const title = make('summary', {}, [make('b', { textContent: method.toUpperCase() }), ' ', make('code', { textContent: path }), ` ${operation.summary ?? ''}`]);
      list.append(make('details', {}, [title, form(path, method, operation)]));
    }
});
