using System.Net;
using Limpid.Server;

namespace Limpid.Lab.Tests;

/// <summary>The server trusts nobody, this machine's other web pages included.</summary>
public sealed class LabServerTests(Chromium chromium) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = chromium.Address };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task It_listens_on_this_machine_alone_and_says_what_the_page_may_do()
    {
        Assert.Equal("127.0.0.1", chromium.Address.Host);
        using HttpResponseMessage page = await _client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(LabServer.Policy, Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        using HttpResponseMessage module = await _client.GetAsync("/_framework/dotnet.native.wasm");
        Assert.Equal("application/wasm", module.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage model = await _client.GetAsync("/models/reference.safetensors");
        Assert.Equal(HttpStatusCode.OK, model.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1:1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost:{port}", HttpStatusCode.OK)]
    public async Task Only_its_own_name_is_answered(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host.Replace("{port}", chromium.Address.Port.ToString(), StringComparison.Ordinal);
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/index.html", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/..%2f..%2fLimpid.slnx", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    public async Task Nothing_can_be_changed_and_nothing_else_be_read(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Told_to_listen_everywhere_it_still_answers_to_numbers_alone()
    {
        await using LabServer server = await LabServer.StartAsync(new(Site.Folder) { Listen = IPAddress.Any });
        Assert.Equal("127.0.0.1", server.Address.Host);
        using HttpResponseMessage own = await _client.GetAsync(new Uri(server.Address, "health"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var named = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "health"))
        {
            Headers = { Host = $"lab.example:{server.Address.Port}" },
        };
        using HttpResponseMessage refused = await _client.SendAsync(named);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_cure()
    {
        LimpidException wrong = await Assert.ThrowsAsync<LimpidException>(() =>
            LabServer.StartAsync(new(Site.Folder) { Port = chromium.Address.Port })
        );
        Assert.Equal(Fault.Unavailable, wrong.Fault);
        Assert.Contains("--port 0", wrong.Message, StringComparison.Ordinal);
    }
}
