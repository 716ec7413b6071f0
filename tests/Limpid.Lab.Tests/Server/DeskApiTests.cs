using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Limpid.Runs;

namespace Limpid.Lab.Tests;

/// <summary>The native engine behind the page.</summary>
public class DeskApiTests
{
    [Fact]
    public async Task A_desk_answers_the_pages_calls_and_errors_in_words()
    {
        await using Served served = await Served.StartAsync();
        string desk = await OpenAsync(served);
        using HttpResponseMessage early = await CallAsync(served, desk, "ActiveModel.Look", new byte[784]);
        await ApiTests.IsProblemAsync(early, HttpStatusCode.BadRequest, "Load a model first");
        using Stream model = PretrainedModels.Open("reference");
        var file = new MemoryStream();
        await model.CopyToAsync(file);
        using HttpResponseMessage card = await CallAsync(served, desk, "ActiveModel.Load", file.ToArray());
        Assert.Equal(13_002, (int?)JsonNode.Parse(await card.Content.ReadAsStringAsync())!["parameters"]);
        using HttpResponseMessage labels = await CallAsync(served, desk, "Digits.Take", "test");
        Assert.Equal(200, (await labels.Content.ReadAsByteArrayAsync()).Length);
        using HttpResponseMessage none = await CallAsync(served, desk, "ActiveModel.Sing");
        await ApiTests.IsProblemAsync(none, HttpStatusCode.NotFound, "no call ActiveModel.Sing");
        using HttpResponseMessage bad = await CallAsync(served, desk, "ActiveModel.Load", new byte[20]);
        await ApiTests.IsProblemAsync(bad, HttpStatusCode.BadRequest, "the model file");
    }

    [Theory]
    [InlineData("from -1 on", "Distances.Nearest", "picture", "test", -1, 5, 3)]
    [InlineData("from 0 on -5", "MaximalActivations.Of", 1, 0, -5)]
    [InlineData("layers 1 to 3", "MaximalActivations.Field", 9)]
    [InlineData("neurons", "WhatIf.SwitchOff", 1, 16)]
    [InlineData("0 or more", "WhatIf.Noise", -1, 1)]
    [InlineData("above 0", "GradientStep.Step", "picture", "squared-error", 3, 0)]
    [InlineData("no step", "GradientStep.StepBack")]
    [InlineData("name nobody", "TransformRobustness.Judge", "nobody", "shift", 2, 1, 0, 5)]
    [InlineData("but not by squeeze", "TransformRobustness.Pictures", "squeeze", 2, 1, 0, 5)]
    [InlineData("which digits to seek", "Distances.Compare", 10, 5)]
    [InlineData("No training", "TrainingSession.Rewind", 0)]
    public async Task What_is_not_there_is_refused_in_words(string words, string call, params object[] arguments)
    {
        await using Served served = await Served.StartAsync();
        string desk = await OpenAsync(served);
        using Stream model = PretrainedModels.Open("reference");
        var file = new MemoryStream();
        await model.CopyToAsync(file);
        using HttpResponseMessage card = await CallAsync(served, desk, "ActiveModel.Load", file.ToArray());
        using HttpResponseMessage labels = await CallAsync(served, desk, "Digits.Take", "test");
        using HttpResponseMessage response = await CallAsync(
            served,
            desk,
            call,
            [.. arguments.Select(a => a is "picture" ? new byte[784] : a)]
        );
        await ApiTests.IsProblemAsync(response, HttpStatusCode.BadRequest, words);
    }

    [Fact]
    public async Task There_are_so_many_desks_and_no_more_and_unused_ones_make_room()
    {
        var clock = new TurnedClock();
        await using Served served = await Served.StartAsync(clock);
        string first = await OpenAsync(served);
        for (int i = 1; i < 16; i++)
            await OpenAsync(served);
        using HttpResponseMessage full = await served.Client.PostAsync("/api/desks", null);
        await ApiTests.IsProblemAsync(full, HttpStatusCode.ServiceUnavailable, "16 pages");
        Assert.NotNull(full.Headers.RetryAfter);
        clock.Pass(TimeSpan.FromMinutes(3));
        await OpenAsync(served);
        using HttpResponseMessage gone = await CallAsync(served, first, "ActiveModel.Restore");
        Assert.Equal("urn:limpid:desk-gone", (string?)(await gone.Content.ReadFromJsonAsync<JsonObject>())!["type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("\u0003\u0063\0\0\0[]")]
    [InlineData("\u0003\u00ff\u00ff\u00ff\u00ff[]")]
    [InlineData("\u0003\u00ff\u00ff\u00ff\u007f[]")]
    [InlineData("\u0004\0\0\0\0")]
    [InlineData("\u0002\0\0\0\0")]
    [InlineData("\0\u0007\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\u0003\0\0\0\0\u0003")]
    public async Task A_call_that_is_none_is_a_problem(string frame)
    {
        await using Served served = await Served.StartAsync();
        string desk = await OpenAsync(served);
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(frame))
        {
            Headers = { ContentType = new("application/octet-stream") },
        };
        using HttpResponseMessage response = await served.Client.PostAsync(
            $"/api/desks/{desk}/ActiveModel.Look",
            content
        );
        await ApiTests.IsProblemAsync(response, HttpStatusCode.BadRequest, "ActiveModel.Look");
    }

    internal static async Task<string> OpenAsync(Served served) =>
        (string)(await served.JsonAsync(HttpMethod.Post, "/api/desks"))["id"]!;

    /// <summary>Calls as the page does.</summary>
    internal static async Task<HttpResponseMessage> CallAsync(
        Served served,
        string desk,
        string call,
        params object[] arguments
    )
    {
        byte[] frame = [.. arguments.SelectMany(Part)];
        using var content = new ByteArrayContent(frame) { Headers = { ContentType = new("application/octet-stream") } };
        return await served.Client.PostAsync($"/api/desks/{desk}/{call}", content);

        static byte[] Part(object argument)
        {
            (byte kind, byte[] bytes) = argument switch
            {
                byte[] some => ((byte)3, some),
                string text => ((byte)2, Encoding.UTF8.GetBytes(text)),
                var number => ((byte)0, BitConverter.GetBytes(Convert.ToDouble(number, CultureInfo.InvariantCulture))),
            };
            return [kind, .. BitConverter.GetBytes(bytes.Length), .. bytes];
        }
    }
}
