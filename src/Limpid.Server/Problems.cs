using Limpid.Server.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Limpid.Server;

/// <summary>Every error as problem+json (RFC 9457) with one clear sentence.</summary>
internal static class Problems
{
    /// <summary>The desk of a call is not here: the server was started anew, or nobody used it for long.</summary>
    public const string DeskGone = "urn:limpid:desk-gone";

    private const int ClientClosed = 499;

    /// <summary>Stands around everything: what is thrown, and what ends without a word, becomes a problem.</summary>
    public static async Task Guard(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (
                context.Response.StatusCode >= StatusCodes.Status400BadRequest
                && !context.Response.HasStarted
                && context.Response.ContentType is null
            )
                await Answer(context, context.Response.StatusCode, Words(context)).ConfigureAwait(false);
        }
        catch (LimpidException exception)
        {
            await Answer(context, Status(exception.Fault), exception.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await Answer(
                    context,
                    exception.StatusCode,
                    exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(context) : exception.Message
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (context.RequestAborted.IsCancellationRequested)
                context.Response.StatusCode = ClientClosed;
            else
                await Answer(
                        context,
                        StatusCodes.Status503ServiceUnavailable,
                        "That took too long and was given up. Ask for less, or again."
                    )
                    .ConfigureAwait(false);
        }
        catch (Exception unforeseen) when (unforeseen is not IOException)
        {
            await Answer(
                    context,
                    StatusCodes.Status500InternalServerError,
                    $"An unforeseen error, which should not have happened: {unforeseen.GetType().Name}. "
                        + "Please report it."
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Answers with a problem.</summary>
    public static async Task Answer(
        HttpContext context,
        int status,
        string words,
        int? retryAfter = null,
        string? type = null
    )
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = Limits.Header(seconds);
        await context
            .Response.WriteAsJsonAsync(
                new ProblemDetails
                {
                    Status = status,
                    Title = Title(status),
                    Detail = words,
                    Type = type,
                },
                ApiJson.Default.ProblemDetails,
                contentType: "application/problem+json"
            )
            .ConfigureAwait(false);
    }

    public static string TooLarge(HttpContext context) =>
        $"At most {Limits.Of(context.Request.Path) >> 20} MiB may be sent here.";

    public static int Status(Fault fault) =>
        fault switch
        {
            Fault.NotFound => StatusCodes.Status404NotFound,
            Fault.Mismatch or Fault.Diverged => StatusCodes.Status422UnprocessableEntity,
            Fault.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };

    private static string Words(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                $"There is nothing at {context.Request.Path}. What there is stands in /openapi.json.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{context.Request.Path} does not take {context.Request.Method}. What it takes stands in "
                    + "/openapi.json.",
            StatusCodes.Status415UnsupportedMediaType => "A body of Content-Type "
                + $"{(context.Request.ContentType is { Length: > 0 } type ? type : "(none)")} is not "
                + "taken "
                + "here. What is taken stands in /openapi.json.",
            StatusCodes.Status503ServiceUnavailable => "That took too long and was given up. Ask for less, or again.",
            var status => Title(status),
        };

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
