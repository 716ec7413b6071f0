using System.Net;
using System.Text.Json.Nodes;
using Limpid.Files;

namespace Limpid.Lab.Tests;

/// <summary>Trainings of the server.</summary>
public class TrainingApiTests
{
    private const string Short = """{"architecture":"784-12-10","epochs":3,"validation":100}""",
        Long = """{"architecture":"784-12-10","epochs":50000,"validation":100}""";

    [Fact]
    public async Task A_training_is_followed_to_its_end_and_taken_up_again_in_the_midst()
    {
        await using Served served = await Served.StartAsync();
        string id = (string)(await served.JsonAsync(HttpMethod.Post, "/api/trainings", Served.Json(Short)))["id"]!;
        Note[] all = await EventsAsync(served, id, after: null);
        Assert.Equal(Enumerable.Range(1, all.Length), all.Select(note => note.Id));
        Assert.Equal(3, all.Count(note => note.Kind == "epoch"));
        Assert.Equal(("end", "finished"), (all[^1].Kind, (string?)all[^1].Data["state"]));
        Note[] rest = await EventsAsync(served, id, after: 2);
        Assert.Equal(
            all.Skip(2).Select(note => note.Data.ToJsonString()),
            rest.Select(note => note.Data.ToJsonString())
        );
        JsonNode status = await served.JsonAsync(HttpMethod.Get, $"/api/trainings/{id}");
        Model model = ModelFile.Read(await served.Client.GetStreamAsync($"/api/trainings/{id}/model"));
        Assert.Equal((double?)status["testAccuracy"], model.TestAccuracy);
    }

    [Fact]
    public async Task Of_a_hundred_asked_at_once_two_run_and_the_others_are_told_when_to_try_again()
    {
        await using Served served = await Served.StartAsync();
        HttpResponseMessage[] responses = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => served.PostAsync("/api/trainings", Long))
        );
        Assert.Equal(2, responses.Count(response => response.StatusCode == HttpStatusCode.Created));
        Assert.All(responses.Where(response => response.StatusCode != HttpStatusCode.Created), response =>
        {
            Assert.True(response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable);
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        });
        foreach (HttpResponseMessage response in responses)
            response.Dispose();
    }

    [Fact]
    public async Task A_training_can_be_ended()
    {
        await using Served served = await Served.StartAsync();
        string id = (string)(await served.JsonAsync(HttpMethod.Post, "/api/trainings", Served.Json(Long)))["id"]!;
        using HttpResponseMessage deleted = await served.Client.DeleteAsync($"/api/trainings/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("cancelled", (string?)(await EventsAsync(served, id, after: null))[^1].Data["state"]);
        using HttpResponseMessage model = await served.Client.GetAsync($"/api/trainings/{id}/model");
        await ApiTests.IsProblemAsync(model, HttpStatusCode.NotFound, "not finished");
    }

    [Fact]
    public async Task A_training_that_nobody_asks_for_ends_and_is_forgotten()
    {
        var clock = new TurnedClock();
        await using Served served = await Served.StartAsync(clock);
        string id = (string)(await served.JsonAsync(HttpMethod.Post, "/api/trainings", Served.Json(Long)))["id"]!;
        clock.Pass(TimeSpan.FromMinutes(11));
        using (await served.PostAsync("/api/trainings", Long)) // looks over those that are there
            Assert.Equal("cancelled", (string?)(await EventsAsync(served, id, after: null))[^1].Data["state"]);
        clock.Pass(TimeSpan.FromMinutes(61));
        using (await served.PostAsync("/api/trainings", Short)) { }
        using HttpResponseMessage gone = await served.Client.GetAsync($"/api/trainings/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task The_server_ends_cleanly_in_mid_training()
    {
        Task<Note[]> following;
        await using (Served served = await Served.StartAsync())
        {
            string id = (string)(await served.JsonAsync(HttpMethod.Post, "/api/trainings", Served.Json(Long)))["id"]!;
            using HttpResponseMessage events = await served.Client.GetAsync(
                $"/api/trainings/{id}/events",
                HttpCompletionOption.ResponseHeadersRead
            );
            following = ReadAsync(await events.Content.ReadAsStreamAsync());
            await Task.Yield();
        }
        // it ends, with the last event or without
        await following.WaitAsync(TimeSpan.FromSeconds(60)).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(following.IsCompleted);
    }

    private static async Task<Note[]> EventsAsync(Served served, string id, long? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/trainings/{id}/events");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", $"{after}");
        using HttpResponseMessage response = await served.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead
        );
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await ReadAsync(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<Note[]> ReadAsync(Stream stream)
    {
        var notes = new List<Note>();
        await foreach (
            var item in System
                .Net.ServerSentEvents.SseParser.Create(stream, (kind, data) => new Note(0, kind, JsonNode.Parse(data)!))
                .EnumerateAsync()
        )
            notes.Add(item.Data with { Id = int.Parse(item.EventId!) });
        return [.. notes];
    }

    private sealed record Note(int Id, string Kind, JsonNode Data);
}
