using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Server;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>One page, two engines: WebAssembly in a Worker, and the server's.</summary>
public class EngineTests(Chromium chromium)
{
    /// <summary>Makes the same calls of the page's Worker and of the server, and gives back what both answered: texts,
    /// or bytes in base 64.</summary>
    private const string AskBoth = """
        async ({ worker, model, points }) => {
          const base64 = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
          const file = new Uint8Array(await (await fetch(`models/${model}.safetensors`)).arrayBuffer());
          const native = (await (await fetch('api/token', { headers: { 'X-Limpid': 'test' } })).json()).token;
          const headers = { 'X-Limpid-Token': native, 'Content-Type': 'application/octet-stream' };
          const desk = (await (await fetch('api/desks', { method: 'POST', headers })).json()).id;
          const module = new Worker(worker, { type: 'module' });
          const wasm = (call, args) => new Promise((done, failed) => {
            module.onmessage = ({ data }) => (data.error ? failed(new Error(data.error)) : done(data.value));
            module.postMessage({ id: 1, call, args });
          });
          const server = async (call, args) => {
            const numbers = (values) => new Uint8Array(Float64Array.from(values).buffer);
            const part = (arg) => (typeof arg === 'number' ? [0, numbers([arg])] : Array.isArray(arg) ? [1, numbers(arg)] : typeof arg === 'string' ? [2, new TextEncoder().encode(arg)] : [3, arg]);
            const frame = args.map(part).flatMap(([kind, bytes]) => [Uint8Array.of(kind), new Uint32Array([bytes.length]), bytes]);
            const response = await fetch(`api/desks/${desk}/${call}`, { method: 'POST', headers, body: new Blob(frame) });
            if (!response.ok) throw new Error(await response.text());
            return response.headers.get('Content-Type').startsWith('application/json') ? response.text() : new Uint8Array(await response.arrayBuffer());
          };
          const answers = [];
          for (const ask of [wasm, server]) {
            const said = {}, keep = async (name, call, ...args) => { const value = await ask(call, args); said[name] = typeof value === 'string' ? value : base64(value); return value; };
            await keep('card', 'ActiveModel.Load', file);
            const drawn = await ask('ActiveModel.Draw', [new Uint8Array(Float32Array.from(points).buffer), [points.length / 2], 4]);
            const length = (at) => new DataView(drawn.buffer, drawn.byteOffset).getUint32(at, true), first = 4 + length(0), second = first + 4 + length(first);
            Object.assign(said, { drawn: new TextDecoder().decode(drawn.slice(4, first)), drawnActivations: base64(drawn.slice(first + 4, second)), stages: base64(drawn.slice(second)) });
            await keep('reading', 'ActiveModel.Look', drawn.slice(-784));
            await keep('activations', 'ActiveModel.Activations');
            if (model === 'reference') await keep('edited', 'ActiveModel.Edit', 1, 3, -1, 2.5);
            if (model === 'reference') await keep('off', 'WhatIf.SwitchOff', 1, 5);
            await keep('noised', 'WhatIf.Noise', 0.3, 7);
            if (model === 'reference') await keep('gradients', 'GradientStep.Open', drawn.slice(-784), 'squared-error', 3);
            if (model === 'reference') await keep('stepped', 'GradientStep.Step', drawn.slice(-784), 'squared-error', 3, 0.1);
            await keep('changed', 'ActiveModel.Activations');
            await keep('restored', 'ActiveModel.Restore');
            answers.push(said);
          }
          await fetch(`api/desks/${desk}`, { method: 'DELETE', headers });
          module.terminate();
          return answers;
        }
        """;

    private const double Nearly = 1e-5;

    [Theory]
    [InlineData("reference")]
    [InlineData("cnn")]
    public async Task Both_answer_the_same_to_five_digits(string model)
    {
        await using Visit visit = await chromium.OpenAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        string worker =
            $"assets/{Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(Site.Folder, "assets"), "worker-*.js")))}";
        JsonElement both = await visit.Page.EvaluateAsync<JsonElement>(
            AskBoth,
            new
            {
                worker,
                model,
                points = Visit.Three.SelectMany(point => new[] { point.X, point.Y }).ToArray(),
            }
        );
        (JsonElement wasm, JsonElement native) = (both[0], both[1]);
        NearCards(Card(wasm), Card(native));
        Assert.Equal(wasm.GetProperty("stages").GetString(), native.GetProperty("stages").GetString());
        foreach (
            string name in wasm.EnumerateObject()
                .Select(p => p.Name)
                .Where(name => name is "activations" or "drawnActivations" or "changed" or "gradients")
        )
            Near(Floats(wasm, name), Floats(native, name));
        foreach (
            string name in wasm.EnumerateObject()
                .Select(p => p.Name)
                .Where(name => name is "drawn" or "reading" or "edited" or "off" or "noised" or "stepped" or "restored")
        )
            NearReadings(wasm, native, name);
        Assert.Equal("3", JsonNode.Parse(native.GetProperty("reading").GetString()!)!["class"]!.ToJsonString());
    }

    private static JsonNode Card(JsonElement said) => JsonNode.Parse(said.GetProperty("card").GetString()!)!;

    /// <summary>Cards are the same, but for the last digits of the curves: WebAssembly has no fused
    /// multiply-add.</summary>
    private static void NearCards(JsonNode wasm, JsonNode native)
    {
        foreach ((JsonNode? one, JsonNode? other) in wasm["columns"]!.AsArray().Zip(native["columns"]!.AsArray()))
        {
            foreach (string part in (string[])["values", "slopes"])
                Near(Numbers(one!["curve"]?[part]), Numbers(other!["curve"]?[part]));
            one!.AsObject().Remove("curve");
            other!.AsObject().Remove("curve");
        }
        Assert.Equal(wasm.ToJsonString(), native.ToJsonString());
    }

    private static float[] Numbers(JsonNode? array) => [.. array?.AsArray().Select(number => (float)number!) ?? []];

    [Fact]
    public async Task The_page_computes_on_the_server_where_that_is_chosen_and_a_link_carries_the_choice()
    {
        await using Visit visit = await chromium.OpenAsync($"#engine=server&strokes={Visit.ThreeInLink}");
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Engine.SelectOptionAsync("browser");
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "browser");
        await visit.Button("Clear").ClickAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_server_that_is_killed_in_mid_training_loses_nothing_and_takes_over_again_when_it_is_back()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        LabOptions options = new(Site.Folder) { Digits = Site.Digits() };
        LabServer server = await LabServer.StartAsync(options);
        await using Visit visit = await chromium.OpenAsync(
            $"#engine=server&view=train&epochs=100",
            site: server.Address
        );
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Button("Play").ClickAsync();
        await visit.ReachesNinetyPercentAsync(visit.Page.Locator("[data-accuracy]"), "data-accuracy");
        await Task.Delay(TimeSpan.FromSeconds(5)); // a state is kept every four
        await server.DisposeAsync();
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "browser");
        await visit.Expect(visit.Page.GetByText("The server no longer answers")).ToBeVisibleAsync();
        await visit.ReachesNinetyPercentAsync(visit.Page.Locator("[data-accuracy]"), "data-accuracy");
        await visit.Expect(visit.Button("Pause")).ToBeVisibleAsync(); // it never stopped
        await using LabServer again = await LabServer.StartAsync(options with { Port = server.Address.Port });
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Expect(visit.Page.GetByText("The server no longer answers")).ToBeHiddenAsync();
        await visit.Expect(visit.Button("Pause")).ToBeVisibleAsync();
        Assert.DoesNotContain(visit.Wrongs, wrong =>
            !wrong.Contains("Failed to load resource", StringComparison.Ordinal)
        ); // the browser's own word on a server that is not there
    }

    [Fact]
    public async Task The_api_can_be_tried_on_a_page_of_its_own()
    {
        await using Visit visit = await chromium.OpenAsync("api");
        await visit.Page.GetByText("/api/recognize").ClickAsync();
        await visit.Page.Locator("details[open] button").ClickAsync();
        await visit.Expect(visit.Page.Locator("details[open] pre")).ToContainTextAsync("\"digit\": \"3\"");
        Assert.Empty(visit.Wrongs);
    }

    private static float[] Floats(JsonElement answers, string name) =>
        MemoryMarshal.Cast<byte, float>(answers.GetProperty(name).GetBytesFromBase64()).ToArray();

    private static void NearReadings(JsonElement wasm, JsonElement native, string name)
    {
        JsonNode one = JsonNode.Parse(wasm.GetProperty(name).GetString()!)!,
            two = JsonNode.Parse(native.GetProperty(name).GetString()!)!;
        Assert.Equal(
            (one["answer"]!.ToJsonString(), one["class"]!.ToJsonString()),
            (two["answer"]!.ToJsonString(), two["class"]!.ToJsonString())
        );
        Near(
            [.. one["probabilities"]!.AsArray().Select(p => (float)p!)],
            [.. two["probabilities"]!.AsArray().Select(p => (float)p!)]
        );
    }

    /// <summary>To 1e-5 of their size, or of 1.</summary>
    private static void Near(float[] one, float[] two)
    {
        Assert.Equal(one.Length, two.Length);
        double worst = one.Zip(two, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(b))).Append(0).Max();
        Assert.True(worst <= Nearly, $"They differ by {worst}.");
    }
}
