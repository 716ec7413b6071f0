using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Limpid.Lab.Tests;

/// <summary>Hostile pages and hostile programs of this machine.</summary>
public class OriginGuardTests
{
    [Fact]
    public async Task What_changes_anything_needs_the_token()
    {
        await using Served served = await Served.StartAsync();
        using var stranger = new HttpClient { BaseAddress = served.Address };
        using HttpResponseMessage desk = await stranger.PostAsync("/api/desks", null);
        await ApiTests.IsProblemAsync(desk, HttpStatusCode.Forbidden, "X-Limpid-Token");
        using HttpResponseMessage token = await stranger.GetAsync("/api/token");
        await ApiTests.IsProblemAsync(token, HttpStatusCode.Forbidden, "X-Limpid");
        stranger.DefaultRequestHeaders.Add("X-Limpid-Token", new string('0', 64));
        using HttpResponseMessage guessed = await stranger.PostAsync("/api/trainings", Served.Json("{}"));
        await ApiTests.IsProblemAsync(guessed, HttpStatusCode.Forbidden, "X-Limpid-Token");
        using HttpResponseMessage own = await served.Client.PostAsync("/api/desks", null);
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/runs", "Origin", "http://evil.example")]
    [InlineData("GET", "/api/token", "Origin", "null")]
    [InlineData("GET", "/api/token", "Origin", "http://127.0.0.1")]
    [InlineData("GET", "/api/data/test/0", "Sec-Fetch-Site", "cross-site")]
    [InlineData("GET", "/api/runs", "Sec-Fetch-Site", "same-site")]
    [InlineData("POST", "/api/recognize", "Origin", "https://evil.example")]
    [InlineData("OPTIONS", "/api/trainings", "Origin", "http://evil.example")]
    public async Task A_page_of_another_origin_gets_nothing(string method, string path, string header, string value)
    {
        await using Served served = await Served.StartAsync();
        using var request = new HttpRequestMessage(new(method), path)
        {
            Headers = { { header, value }, { "X-Limpid", "1" } },
        };
        using HttpResponseMessage response = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, h =>
            h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_gigabyte_is_refused_before_it_is_sent()
    {
        await using Served served = await Served.StartAsync();
        string reply = await SaidAsync(
            served,
            $"POST /api/recognize HTTP/1.1\r\nHost: 127.0.0.1:{served.Address.Port}\r\nContent-Type: "
                + "image/png\r\nContent-Length: 1073741824\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 413", reply);
        Assert.Contains("At most 8 MiB", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_say_how_much_comes_is_stopped_at_the_limit()
    {
        await using Served served = await Served.StartAsync();
        using var content = new StreamContent(new Endless(20 << 20)) { Headers = { ContentType = new("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/recognize") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using HttpResponseMessage response = await served.Client.SendAsync(request);
            await ApiTests.IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "At most 8 MiB");
        }
        catch (HttpRequestException)
        {
            return; // the connection was ended while the client still sent: as well
        }
    }

    [Fact]
    public async Task A_slow_upload_is_cut_off()
    {
        await using Served served = await Served.StartAsync();
        string reply = await SaidAsync(
            served,
            $"POST /api/recognize HTTP/1.1\r\nHost: 127.0.0.1:{served.Address.Port}\r\nContent-Type: "
                + "image/png\r\nContent-Length: 100000\r\n\r\nx"
        );
        Assert.True(reply.Length == 0 || reply.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), reply);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_very_many_pixels_is_refused()
    {
        await using Served served = await Served.StartAsync();
        byte[] bomb =
        [
            .. "\x89PNG\r\n\x1a\n"u8.ToArray().Skip(1).Prepend((byte)0x89).Take(8),
            0,
            0,
            0,
            13,
            .. "IHDR"u8,
            0,
            0,
            0xC3,
            0x50,
            0,
            0,
            0xC3,
            0x50,
            8,
            0,
            0,
            0,
            0,
            0xE6,
            0x6D,
            0xA2,
            0xF5,
        ];
        using var content = new ByteArrayContent(bomb) { Headers = { ContentType = new("image/png") } };
        using HttpResponseMessage response = await served.Client.PostAsync("/api/recognize", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var packed = new ByteArrayContent([1, 2, 3])
        {
            Headers = { ContentType = new("image/png"), ContentEncoding = { "gzip" } },
        };
        using HttpResponseMessage unpackedNever = await served.Client.PostAsync("/api/recognize", packed);
        await ApiTests.IsProblemAsync(unpackedNever, HttpStatusCode.UnsupportedMediaType, "unpacked");
    }

    /// <summary>All that the server says to some bytes, until it ends the connection.</summary>
    private static async Task<string> SaidAsync(Served served, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(served.Address.Host, served.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var said = new MemoryStream();
        try
        {
            await stream.CopyToAsync(said, guard.Token);
        }
        catch (IOException)
        {
            return Encoding.ASCII.GetString(said.ToArray()); // ended without a farewell
        }
        return Encoding.ASCII.GetString(said.ToArray());
    }

    /// <summary>So many zeros, made as they are read.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
