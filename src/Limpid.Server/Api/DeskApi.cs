using Limpid.Lab;
using Limpid.Server.Desks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>The native engine behind the page: a desk a page, and the calls that the Worker answers too.</summary>
internal static class DeskApi
{
    private const int SecondsToWait = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // a computation cannot be left in its midst
        RouteGroupBuilder desks = routes.MapGroup("/api/desks").WithMetadata(new DisableRequestTimeoutAttribute());
        desks
            .MapPost("", OpenAsync)
            .RequireRateLimiting(Limits.Starts)
            .WithSummary("A desk for a page")
            .WithDescription(
                $"At most {HostedSessions.Most} are open at once; one that nobody uses is dropped after a "
                    + "quarter of an hour."
            )
            .Produces<DeskAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        desks
            .MapPost("/{id}/{call}", CallAsync)
            .WithSummary("One call of the page")
            .WithDescription(
                "Such as Desk.Look. Body: four bytes, the length of what follows, lowest first; a JSON array "
                    + "of arguments, {\"bytes\": n} standing for n bytes; those bytes."
            )
            .Accepts<byte[]>("application/octet-stream")
            .Produces<object>(StatusCodes.Status200OK, "application/json", "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        desks
            .MapDelete("/{id}", (string id, HostedSessions hall) =>
                hall.Close(id)
                    ? Results.NoContent()
                    : throw new LimpidException(Fault.NotFound, "There is no such desk here.")
            )
            .WithSummary("Lets a desk go")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static Task OpenAsync(HttpContext context, HostedSessions hall) =>
        hall.Open() is { } id
            ? TypedResults.Created($"/api/desks/{id}", new DeskAnswer(id)).ExecuteAsync(context)
            : Problems.Answer(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"{HostedSessions.Most} pages use the server already, as many as may. The page's own engine works "
                    + $"as well; or try again in {SecondsToWait} s.",
                SecondsToWait
            );

    private static async Task CallAsync(string id, string call, HostedSessions hall, HttpContext context)
    {
        byte[] frame = await Bodies.BytesAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        Reply? reply = hall.Find(id) is { } desk
            ? await desk.AnswerAsync(call, frame, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (reply is not { } said)
            await Problems
                .Answer(
                    context,
                    StatusCodes.Status404NotFound,
                    "There is no such desk here: the server was started anew, or nobody used the desk for long.",
                    type: Problems.DeskGone
                )
                .ConfigureAwait(false);
        else if (said.Text is { } text)
            await TypedResults.Text(text, "application/json").ExecuteAsync(context).ConfigureAwait(false);
        else
            await TypedResults.Bytes(said.Bytes!).ExecuteAsync(context).ConfigureAwait(false);
    }
}

/// <summary>A desk.</summary>
/// <param name="Id">Its name.</param>
internal sealed record DeskAnswer(string Id);
