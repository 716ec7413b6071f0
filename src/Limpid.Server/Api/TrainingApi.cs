using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Limpid.Files;
using Limpid.Server.Trainings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>Trainings of the server: begun, followed, ended.</summary>
internal static class TrainingApi
{
    private const int SecondsToWait = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder trainings = routes.MapGroup("/api/trainings");
        trainings
            .MapPost("", BeginAsync)
            .RequireRateLimiting(Limits.Starts)
            .WithSummary("Begins a training on MNIST")
            .WithDescription(
                "The body is a recipe, or those members of one that are to be other than the preset's: "
                    + $"{{\"preset\": \"default\", \"epochs\": 3}}. At most {TrainingRegistry.MostRunning} run "
                    + "at once. "
                    + "One that nobody asks for ends after ten minutes; one that is over is kept for an "
                    + "hour."
            )
            .Accepts<object>("application/json")
            .Produces<TrainingStatus>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        trainings
            .MapGet("", (TrainingRegistry hall) => TypedResults.Ok(hall.All.Select(training => training.Status)))
            .WithSummary("All trainings that are remembered");
        trainings
            .MapGet("/{id}", (string id, TrainingRegistry hall) =>
                hall.Find(id) is { } training ? (IResult)TypedResults.Ok(training.Status) : None(id)
            )
            .WithSummary("How a training is going")
            .Produces<TrainingStatus>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        trainings
            .MapGet("/{id}/events", Events)
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .WithSummary("A training's events as they come")
            .WithDescription(
                "Server-sent events: progress, epoch, end. After a break the header Last-Event-ID goes on where it was."
            )
            .Produces<TrainingStatus>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        trainings
            .MapGet("/{id}/model", Model)
            .WithSummary("The network of a finished training, as a model file")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        trainings
            .MapDelete("/{id}", (string id, TrainingRegistry hall) =>
            {
                if (hall.Find(id) is not { } training)
                    return (IResult)None(id);
                training.Cancel();
                return TypedResults.NoContent();
            })
            .WithSummary("Ends a training")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task BeginAsync(HttpContext context, TrainingRegistry hall, CancellationToken stop)
    {
        byte[] body = await Bodies.BytesAsync(context.Request, stop).ConfigureAwait(false);
        if (hall.Begin(body) is { } training)
            await TypedResults
                .Created($"/api/trainings/{training.Id}", training.Status)
                .ExecuteAsync(context)
                .ConfigureAwait(false);
        else
            await Problems
                .Answer(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    $"{TrainingRegistry.MostRunning} trainings run already, as many as may. End one, or try again "
                        + $"in {SecondsToWait} s.",
                    SecondsToWait
                )
                .ConfigureAwait(false);
    }

    private static IResult Events(string id, TrainingRegistry hall, HttpRequest request, CancellationToken stop)
    {
        if (hall.Find(id) is not { } training)
            return None(id);
        long after = long.TryParse(request.Headers["Last-Event-ID"], out long last) ? last : 0;
        return TypedResults.ServerSentEvents(Items(training, after, stop));
    }

    private static async IAsyncEnumerable<SseItem<TrainingStatus>> Items(
        RunningTraining training,
        long after,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await foreach (TrainingEvent note in training.Follow(after, stop).ConfigureAwait(false))
            yield return new(note.News, note.Kind) { EventId = $"{note.Id}" };
    }

    private static IResult Model(string id, TrainingRegistry hall)
    {
        if (hall.Find(id) is not { } training)
            return None(id);
        if (training.Model is not { } model)
            throw new LimpidException(Fault.NotFound, $"The training {id} is not finished: it has no model yet.");
        var file = new MemoryStream();
        ModelFile.Write(file, model);
        return TypedResults.File(file.ToArray(), "application/octet-stream", $"{id}.safetensors");
    }

    private static IResult None(string id) =>
        throw new LimpidException(
            Fault.NotFound,
            $"There is no training {id} here: it never was, or was over for an hour."
        );
}
