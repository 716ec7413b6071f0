using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Datasets;
using Limpid.Runs;
using Limpid.Server;

namespace Limpid.Lab.Tests;

/// <summary>A lab server of a test's own, on drawn digits, and a client that holds its token.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly LabServer _server;

    private Served(LabServer server, string folder) =>
        (_server, Folder, Client) = (server, folder, new() { BaseAddress = server.Address });

    public string Folder { get; }

    public HttpClient Client { get; }

    public Uri Address => _server.Address;

    public static async Task<Served> StartAsync(TimeProvider? clock = null, bool hasDigits = true)
    {
        string folder = Directory.CreateTempSubdirectory("limpid-").FullName;
        var digits = new DatasetPair(SyntheticDigits.Draw(600, seed: 1), SyntheticDigits.Draw(200, seed: 2));
        LabServer server = await LabServer.StartAsync(
            new(Site.Folder)
            {
                Runs = new RunCatalogue(Path.Combine(folder, "runs")),
                Digits = hasDigits ? digits : null,
                Clock = clock ?? TimeProvider.System,
            }
        );
        var served = new Served(server, folder);
        served.Client.DefaultRequestHeaders.Add("X-Limpid-Token", await served.TokenAsync());
        return served;
    }

    public async Task<string> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/token");
        request.Headers.Add("X-Limpid", "test");
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }

    public async Task<JsonNode> JsonAsync(HttpMethod method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) => Client.PostAsync(path, Json(json));

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A clock that a test turns.</summary>
internal sealed class TurnedClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
